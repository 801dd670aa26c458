import type { AccountId } from '@skrin/shared/brand'
import { connectionKey } from '../connections/connectionRows.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'

/** A transaction that no answer of the account's bank comes into, nor a file, nor another decision. @throws Error for an account that is not there */
export async function aloneWithAccount<T>(
  db: Database,
  account: AccountId,
  work: (transaction: Database) => Promise<T>,
): Promise<T> {
  const { connection_id: connection } = await db
    .selectFrom('accounts')
    .select('connection_id')
    .where('id', '=', account)
    .executeTakeFirstOrThrow()
  return transact(db, connectionKey(connection), work)
}
