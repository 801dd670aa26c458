import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { engineOf } from './engine.ts'
import { isDeadlock } from './postgresErrors.ts'

const MOST_TRIES = 4

/**
 * A transaction that is alone with its key, across requests, processes and replicas: whatever it reads stays as it is
 * until it has written, if every other writer of that uses the same key. `work` may be done again from the start, so it
 * touches nothing but the database it is given.
 *
 * On SQLite every transaction is alone. PostgreSQL's READ COMMITTED lets two of them read the same state and both write:
 * there the key is an advisory lock. It is taken in a statement of its own, because what a statement sees is fixed when it
 * begins: only the next one sees what the holder before us committed. It ends with the transaction, also when the
 * process dies. Within another transaction the key is added to that one.
 */
export async function transact<T>(
  db: Database,
  key: string,
  work: (transaction: Database) => Promise<T>,
): Promise<T> {
  if (db.isTransaction) {
    await waitForKey(db, key)
    return work(db)
  }
  for (let tries = 1; ; tries++) {
    try {
      return await db.transaction().execute(async (transaction) => {
        await waitForKey(transaction, key)
        return work(transaction)
      })
    } catch (error) {
      // Keys do not deadlock by themselves, but with rows that a removed member takes along they can.
      if (!isDeadlock(error) || tries === MOST_TRIES) throw error
    }
  }
}

/** A second key within a transaction. Always in the same order, or two transactions wait for each other. */
export async function waitForKey(transaction: Database, key: string): Promise<void> {
  if (engineOf(transaction) === 'sqlite') return
  await sql`select pg_advisory_xact_lock(${toLockNumber(key)})`.execute(transaction)
}

/** 64 of the hash's bits, as PostgreSQL numbers its locks. */
function toLockNumber(key: string): string {
  return createHash('sha256').update(key).digest().readBigInt64BE().toString()
}
