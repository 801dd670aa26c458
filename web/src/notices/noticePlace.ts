import type { Notice } from '@skrin/shared/api/notices'
import type { RouteLocationRaw } from 'vue-router'

/** Where a notice leads: to what it is about, and where something can be done about it. */
export function toNoticePlace(notice: Notice): RouteLocationRaw {
  if ('connection' in notice) return { name: 'banks' }
  if ('transaction' in notice)
    return { name: 'transactions', query: { transaction: notice.transaction.id } }
  return { name: 'account', params: { id: notice.account.id } }
}
