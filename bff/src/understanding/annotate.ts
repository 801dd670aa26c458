import type { Transaction } from '@skrin/shared/api/transactions'
import type { AccountId, TransactionId } from '@skrin/shared/brand'
import type { VisibleAccount } from '../accounts/joinObservations.ts'
import type { Database } from '../store/database.ts'
import { readTags } from './keepDecisions.ts'
import { readTransfersOf } from './transfers/readTransfers.ts'

/** Tags, and the other side of moves between accounts. `open`: all accounts of which the viewer sees transactions, under no filter. */
export async function annotate(
  db: Database,
  open: readonly VisibleAccount[],
  transactions: readonly Transaction[],
): Promise<Transaction[]> {
  if (transactions.length === 0) return []
  const ids = transactions.map(({ id }) => id)
  const tags = await readTags(db, ids)
  const transfers = await readTransferSides(db, open, ids)
  return transactions.map((transaction) => ({
    ...transaction,
    tags: (tags.get(transaction.id) ?? []).map(({ tag }) => tag),
    transfer: transfers.get(transaction.id) ?? null,
  }))
}

async function readTransferSides(
  db: Database,
  open: readonly VisibleAccount[],
  ids: readonly TransactionId[],
): Promise<Map<TransactionId, Transaction['transfer']>> {
  const shown = new Map<AccountId, AccountId>(
    open.flatMap(({ id, observations }) => observations.map((one) => [one.id, id] as const)),
  )
  const pairs = await readTransfersOf(db, open, ids)
  return new Map(
    pairs.flatMap(({ id, out, in: other }) => {
      const toSide = (side: typeof out) => ({
        id,
        other: side.id,
        account: shown.get(side.account_id) ?? side.account_id,
      })
      return [
        [out.id, toSide(other)],
        [other.id, toSide(out)],
      ] as const
    }),
  )
}
