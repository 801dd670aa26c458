import type { Insertable } from 'kysely'
import type { AccountId, ConnectionId } from '@skrin/shared/brand'
import type { BankAccount, FetchedAccounts } from '../banks/bank.ts'
import { idFrom } from '../ids.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

interface Asked {
  readonly id: ConnectionId
  readonly bank: string
  readonly asOf: number
}

/** A number outlives the bank's own key for the account, which changes between API versions and grants. */
export function toAccountId(connection: ConnectionId, account: BankAccount): AccountId {
  const number = account.iban ?? account.number ?? account.key
  return idFrom('account', connection, number, account.currency) as AccountId
}

/** An account that a complete answer no longer has is marked closed; its history stays. */
export async function saveAccounts(
  db: Database,
  asked: Asked,
  fetched: FetchedAccounts,
): Promise<void> {
  const rows = fetched.accounts.map((account, position) => toRow(asked, account, position))
  await db.transaction().execute(async (transaction) => {
    for (const row of rows) {
      const { id, connection_id: connection, bank, ...changing } = row
      await transaction
        .insertInto('accounts')
        .values({ ...row, covered_from: null, transactions_at: null })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
        .execute()
    }
    if (!fetched.complete) return
    const gone = transaction
      .updateTable('accounts')
      .set({ closed: 1 })
      .where('connection_id', '=', asked.id)
    const ids = rows.map(({ id }) => id)
    await (ids.length > 0 ? gone.where('id', 'not in', ids) : gone).execute()
  })
}

type Row = Omit<Insertable<Schema['accounts']>, 'covered_from' | 'transactions_at'>

function toRow({ id: connection, bank, asOf }: Asked, account: BankAccount, position: number): Row {
  return {
    id: toAccountId(connection, account),
    connection_id: connection,
    bank,
    bank_key: account.key,
    name: account.name,
    number: account.number,
    iban: account.iban,
    kind: account.kind,
    currency: account.currency,
    balance_minor: account.balance?.minor ?? null,
    available_minor: account.available?.minor ?? null,
    holder: account.holder,
    closed: account.closed ? 1 : 0,
    position,
    as_of: asOf,
  }
}
