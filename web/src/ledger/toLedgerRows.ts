import type { Transaction } from '@skrin/shared/api/transactions'
import type { LocalDate } from '@skrin/shared/brand'
import type { Money } from '@skrin/shared/money'
import type { TransactionPages } from './transactionPages.ts'

/** The heading that rows stand under: a booking day, or all that is not booked yet. */
export type LedgerGroup =
  | { readonly kind: 'pending' }
  | { readonly kind: 'day'; readonly date: LocalDate; readonly sums: readonly Money[] }

export interface LedgerRow {
  readonly transaction: Transaction
  readonly group: LedgerGroup
  /** True for the first row under its heading. */
  readonly opens: boolean
}

/** The rows in the order of the answer, each with the heading it stands under. */
export function toLedgerRows({ transactions, daySums }: TransactionPages): LedgerRow[] {
  const rows: LedgerRow[] = []
  let group: LedgerGroup | null = null
  for (const transaction of transactions) {
    const opens: boolean = group === null || !belongsTo(group, transaction)
    const current: LedgerGroup = group && !opens ? group : toGroup(transaction, daySums)
    rows.push({ transaction, group: current, opens })
    group = current
  }
  return rows
}

function belongsTo(group: LedgerGroup, { status, bookingDate }: Transaction): boolean {
  if (group.kind === 'pending') return status === 'pending'
  return status === 'booked' && group.date === bookingDate
}

function toGroup(
  { status, bookingDate }: Transaction,
  daySums: TransactionPages['daySums'],
): LedgerGroup {
  if (status === 'pending') return { kind: 'pending' }
  return { kind: 'day', date: bookingDate, sums: daySums.get(bookingDate) ?? [] }
}
