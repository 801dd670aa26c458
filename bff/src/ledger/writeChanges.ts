import { sql } from 'kysely'
import type { TransactionId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'
import { foldAnnotations } from './foldAnnotations.ts'
import { keepQuestions } from './keepQuestions.ts'
import type { Changes, ObservationRow, Shown } from './observation.ts'
import { toTransactionRow } from './toTransactionRow.ts'

/** Rows in one statement: below SQLite's limit of parameters. */
const BATCH = 400

/** What an answer, a file or a decision came to. */
export interface Saved {
  /** Transactions that were not there. */
  readonly added: readonly TransactionId[]
  /** Those that show something else now, came back, or are gone from the list. */
  readonly changed: readonly TransactionId[]
}

/** Writes what `reconcile` found, within a transaction that is alone with the account. */
export async function writeChanges(db: Database, changes: Changes, at: number): Promise<Saved> {
  const { added, altered, repeated, founded, changed, retold, folded, doubts } = changes
  await insertTransactions(db, founded)
  await upsertObservations(db, [...added, ...altered])
  for (const ids of toBatches(repeated)) {
    await db
      .updateTable('observations')
      .set({ last_seen: at })
      .where('id', 'in', ids)
      .where('last_seen', '<', at)
      .execute()
  }
  await updateTransactions(db, changed)
  await retellTransactions(db, retold)
  for (const fold of folded) await foldAnnotations(db, fold)
  await keepQuestions(db, doubts, at)
  return { added: founded.map(({ id }) => id), changed: changed.map(({ id }) => id) }
}

async function insertTransactions(db: Database, founded: readonly Shown[]): Promise<void> {
  for (const some of toBatches(founded)) {
    await db
      .insertInto('transactions')
      .values(some.map((one) => toTransactionRow(one)))
      .execute()
  }
}

async function upsertObservations(db: Database, rows: readonly ObservationRow[]): Promise<void> {
  for (const some of toBatches(rows)) {
    await db
      .insertInto('observations')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          transaction_id: ref('excluded.transaction_id'),
          value_date: ref('excluded.value_date'),
          text: ref('excluded.text'),
          bank_text: ref('excluded.bank_text'),
          counterparty_name: ref('excluded.counterparty_name'),
          counterparty_account: ref('excluded.counterparty_account'),
          original_minor: ref('excluded.original_minor'),
          original_currency: ref('excluded.original_currency'),
          original_rate: ref('excluded.original_rate'),
          kind: ref('excluded.kind'),
          bank_id: ref('excluded.bank_id'),
          wire: ref('excluded.wire'),
          last_seen: ref('excluded.last_seen'),
          gone_at: ref('excluded.gone_at'),
          reason: ref('excluded.reason'),
        })),
      )
      .execute()
  }
}

/** One by one: what a search finds is kept by triggers on updates. */
async function updateTransactions(db: Database, shown: readonly Shown[]): Promise<void> {
  for (const one of shown) {
    const { id, account_id: _account, ...row } = toTransactionRow(one)
    await db
      .updateTable('transactions')
      .set({ ...row, unfollowed: sql<number>`unfollowed + 1` })
      .where('id', '=', id)
      .execute()
  }
}

/** All at once: some banks send every row otherwise on every call. Nothing follows from it. */
async function retellTransactions(db: Database, shown: readonly Shown[]): Promise<void> {
  for (const some of toBatches(shown)) {
    await db
      .updateTable('transactions')
      .from('observations as face')
      .set(({ ref }) => ({ bank_id: ref('face.bank_id'), wire: ref('face.wire') }))
      .whereRef('face.transaction_id', '=', 'transactions.id')
      .where(
        'face.id',
        'in',
        some.map(({ face }) => face.id),
      )
      .execute()
  }
}

function toBatches<T>(items: readonly T[]): T[][] {
  const batches = []
  for (let start = 0; start < items.length; start += BATCH)
    batches.push(items.slice(start, start + BATCH))
  return batches
}
