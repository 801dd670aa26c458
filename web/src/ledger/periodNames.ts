import type { MessageKey } from '../i18n/messages.ts'
import type { Period } from './periods.ts'

export const periodNames: Readonly<Record<Period, MessageKey>> = {
  'this-month': 'transactions.thisMonth',
  'last-month': 'transactions.lastMonth',
  'last-30-days': 'transactions.last30Days',
  'last-90-days': 'transactions.last90Days',
  'this-year': 'transactions.thisYear',
  'last-year': 'transactions.lastYear',
}
