import { defineStore } from 'pinia'
import type { Totals } from '@skrin/shared/api/transactions'
import type { TransactionFilter } from '../api/transactions.ts'
import { useSession } from '../session/useSession.ts'
import { changeInPages } from './transactionPages.ts'
import type { TransactionPages } from './transactionPages.ts'
import type { RowChange } from './useLedgerChanges.ts'

const KEPT = 4

/** The last few lists as they were left, so that coming back finds the same rows at the same place. */
export const useKeptLists = defineStore('keptLists', () => {
  const session = useSession()
  const lists = new Map<string, TransactionPages>()
  const totals = new Map<string, Totals>()

  // The person is part of the key: who signs in next in this browser finds nothing of it.
  const toKey = (filter: TransactionFilter) => `${session.member?.id} ${JSON.stringify(filter)}`

  function get(filter: TransactionFilter): TransactionPages | undefined {
    return lists.get(toKey(filter))
  }

  function keep(filter: TransactionFilter, pages: TransactionPages): void {
    const key = toKey(filter)
    lists.delete(key)
    lists.set(key, pages)
    const [oldest] = lists.keys()
    if (lists.size <= KEPT || oldest === undefined) return
    lists.delete(oldest)
    totals.delete(oldest)
  }

  function getTotals(filter: TransactionFilter): Totals | undefined {
    return totals.get(toKey(filter))
  }

  /** For as long as the list itself is kept. */
  function keepTotals(filter: TransactionFilter, told: Totals): void {
    if (lists.has(toKey(filter))) totals.set(toKey(filter), told)
  }

  /** What changed elsewhere changes in the lists that are not shown, too. */
  function changeRows(change: RowChange): void {
    for (const [key, pages] of lists) lists.set(key, changeInPages(pages, change))
  }

  /** None of them is what the server has now. */
  function forget(): void {
    lists.clear()
    totals.clear()
  }

  return { get, keep, getTotals, keepTotals, changeRows, forget }
})
