import { useQueryCache } from '@pinia/colada'
import type { TransactionId } from '@skrin/shared/brand'
import { fetchTransaction } from '../api/transactions.ts'
import { useLedgerChanges } from './useLedgerChanges.ts'

/** Brings single rows as they are now into every list, without moving any of the others. */
export function useRowRefresh() {
  const cache = useQueryCache()
  const changes = useLedgerChanges()

  async function refresh(...ids: readonly TransactionId[]): Promise<void> {
    for (const { transaction } of await Promise.all(ids.map((id) => fetchTransaction(id)))) {
      changes.tellRow(transaction)
    }
    await Promise.all(ids.map((id) => cache.invalidateQueries({ key: ['transaction', id] })))
  }

  return { refresh }
}
