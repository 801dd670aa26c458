import {
  CalendarClock,
  ChartNoAxesColumnIncreasing,
  CloudOff,
  TrendingDown,
  Zap,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { NoticeKind } from '@skrin/shared/api/notices'

const icons: Readonly<Record<NoticeKind, Component>> = {
  consent_ending: CalendarClock,
  bank_failing: CloudOff,
  large_transaction: ChartNoAxesColumnIncreasing,
  unusual_transaction: Zap,
  low_balance: TrendingDown,
}

export function toNoticeIcon(kind: NoticeKind): Component {
  return icons[kind]
}
