import type { Notice } from '@skrin/shared/api/notices'
import { assertNever } from '@skrin/shared/assertNever'
import type { MessageKey } from '../i18n/messages.ts'

/** The sentence that a notice begins with. */
export function toNoticeKey(notice: Notice): MessageKey {
  switch (notice.kind) {
    case 'consent_ending':
      return notice.days === 0 ? 'notices.ended' : 'notices.ending'
    case 'bank_failing':
      return 'notices.failing'
    case 'large_transaction':
      return isOut(notice) ? 'notices.largeOut' : 'notices.largeIn'
    case 'unusual_transaction':
      return isOut(notice) ? 'notices.unusualOut' : 'notices.unusualIn'
    case 'low_balance':
      return 'notices.low'
    default:
      return assertNever(notice)
  }
}

function isOut({ transaction }: Extract<Notice, { transaction: unknown }>): boolean {
  return transaction.amount.minor < 0
}
