import type { Outcome } from '@skrin/shared/api/connections'
import type { Transaction, TransactionsAnswer } from '@skrin/shared/api/transactions'
import type { LocalDate } from '@skrin/shared/brand'
import type { Money } from '@skrin/shared/money'
import type { RowChange } from './useLedgerChanges.ts'

/** The pages of one list that are here so far, as one. */
export interface TransactionPages {
  readonly transactions: readonly Transaction[]
  readonly nextCursor: string | null
  readonly daySums: ReadonlyMap<LocalDate, readonly Money[]>
  readonly outcomes: readonly Outcome[]
}

export function toPages(answer: TransactionsAnswer): TransactionPages {
  const { transactions, nextCursor, outcomes } = answer
  return { transactions, nextCursor, outcomes, daySums: toDaySums(answer) }
}

/** `page` is the answer for `cursor`; if the list has moved on from there meanwhile, it stays as it is. */
export function appendPage(
  pages: TransactionPages,
  cursor: string,
  page: TransactionsAnswer,
): TransactionPages {
  if (pages.nextCursor !== cursor) return pages
  const known = new Set(pages.transactions.map(({ id }) => id))
  const added = page.transactions.filter(({ id }) => !known.has(id))
  return {
    ...pages,
    transactions: [...pages.transactions, ...added],
    nextCursor: page.nextCursor,
    daySums: new Map([...pages.daySums, ...toDaySums(page)]),
  }
}

/**
 * A newer first page in place of the old one. The pages after it stay when the new page meets them; otherwise the
 * list starts over, so that no row between them can be missing. So it does when a row is gone: it may be
 * of an account that somebody shares no more, and others of it would be among the pages that stay.
 */
export function renewFirstPage(old: TransactionPages, page: TransactionsAnswer): TransactionPages {
  const renewed = toPages(page)
  const last = page.transactions.at(-1)
  const meeting = last ? old.transactions.findIndex(({ id }) => id === last.id) : -1
  if (meeting < 0 || meeting === old.transactions.length - 1) return renewed
  const known = new Set(page.transactions.map(({ id }) => id))
  if (old.transactions.slice(0, meeting).some(({ id }) => !known.has(id))) return renewed
  const rest = old.transactions.slice(meeting + 1).filter(({ id }) => !known.has(id))
  return {
    ...renewed,
    transactions: [...page.transactions, ...rest],
    nextCursor: old.nextCursor,
    daySums: new Map([...old.daySums, ...renewed.daySums]),
  }
}

/** The same rows in their places, some of them as they are now. */
export function changeInPages(pages: TransactionPages, change: RowChange): TransactionPages {
  return { ...pages, transactions: pages.transactions.map(change) }
}

function toDaySums({ days }: TransactionsAnswer): Map<LocalDate, readonly Money[]> {
  return new Map(days.map(({ date, sums }) => [date, sums]))
}
