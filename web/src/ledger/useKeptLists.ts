import { defineStore } from 'pinia'
import type { TransactionFilter } from '../api/transactions.ts'
import { useSession } from '../session/useSession.ts'
import type { TransactionPages } from './transactionPages.ts'

const KEPT = 4

/** The last few lists as they were left, so that coming back finds the same rows at the same place. */
export const useKeptLists = defineStore('keptLists', () => {
  const session = useSession()
  const lists = new Map<string, TransactionPages>()

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
    if (lists.size > KEPT && oldest !== undefined) lists.delete(oldest)
  }

  return { get, keep }
})
