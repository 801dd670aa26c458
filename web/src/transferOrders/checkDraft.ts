import type { TransferConnection, TransferLimit } from '@skrin/shared/api/transferOrders'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import { toLocalDate } from '@skrin/shared/dates'
import { checkTransfer } from '@skrin/shared/transferOrders/checkTransfer'
import type {
  TransferField,
  TransferIssue,
  TransferWish,
} from '@skrin/shared/transferOrders/checkTransfer'
import { findEnds } from './transferDraft.ts'
import type { TransferDraft } from './transferDraft.ts'
import { toTypedMoney } from './toTypedMoney.ts'

/** What the page finds beside what page and server check alike. */
export type DraftIssue =
  TransferIssue | 'from_missing' | 'to_missing' | 'amount_wrong' | 'over_limit'

export interface FoundDraftIssue {
  readonly field: TransferField
  readonly issue: DraftIssue
}

export interface CheckedDraft {
  /** null while a field is missing. */
  readonly wish: TransferWish | null
  readonly issues: readonly FoundDraftIssue[]
}

interface Ground {
  readonly connections: readonly TransferConnection[]
  readonly limits: readonly TransferLimit[]
}

/** Whether a draft can be reviewed, and if not, what is wrong with it, in the order of the fields. */
export function checkDraft({ connections, limits }: Ground, draft: TransferDraft): CheckedDraft {
  const { connection, from, to } = findEnds(connections, draft)
  const missing: FoundDraftIssue[] = []
  if (!from) missing.push({ field: 'from', issue: 'from_missing' })
  if (!to) missing.push({ field: 'to', issue: 'to_missing' })
  const currency = parseCurrency(from?.currency ?? connections[0]?.accounts[0]?.currency ?? 'NOK')
  const amount = toTypedMoney(draft.amount, currency)
  if (!amount) {
    const issue = draft.amount.trim() === '' ? 'amount_missing' : 'amount_wrong'
    missing.push({ field: 'amount', issue })
  }
  const date = connection && (draft.date === '' ? connection.today : toLocalDate(draft.date))
  if (connection && !date) missing.push({ field: 'date', issue: 'date_passed' })
  if (!connection || !from || !to || !date) return { wish: null, issues: missing }

  const message = draft.message.trim()
  const wish = { from, to, amount: amount ?? moneyFromMinor(0, currency), date, message }
  const found = checkTransfer(connection.rules, wish, connection.today)
  if (!amount) {
    const others = found.filter(({ field }) => field !== 'amount')
    return { wish: null, issues: [...missing, ...others] }
  }
  const over = isOverLimit(limits, amount)
    ? [{ field: 'amount', issue: 'over_limit' } as const]
    : []
  return { wish, issues: [...found, ...over] }
}

/** What can still be moved today; null: no limit is known in this currency. */
export function toLeftToday(limits: readonly TransferLimit[], currency: string): Money | null {
  const rule = limits.find((one) => one.currency === currency)
  return rule ? moneyFromMinor(Math.max(0, rule.limit - rule.used), parseCurrency(currency)) : null
}

function isOverLimit(limits: readonly TransferLimit[], amount: Money): boolean {
  const left = toLeftToday(limits, amount.currency)
  return left !== null && amount.minor > left.minor
}
