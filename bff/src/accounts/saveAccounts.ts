import type { Insertable } from 'kysely'
import type { ConnectionId } from '@skrin/shared/brand'
import type { BankAccount, FetchedAccounts } from '../banks/bank.ts'
import { connectionKey } from '../connections/connectionRows.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import { transact } from '../store/transact.ts'
import { toAccountIdentities } from './accountIdentity.ts'
import type { NumberingBank } from './accountIdentity.ts'
import { identifyAccounts } from './identifyAccounts.ts'

interface Asked {
  readonly id: ConnectionId
  readonly bank: NumberingBank
  readonly asOf: number
}

/**
 * An account that a complete answer no longer has is marked closed; its history stays. A partial answer that does not
 * tell a balance leaves the one that is known, with its time. False: the connection was given up meanwhile, nothing is kept.
 */
export async function saveAccounts(
  db: Database,
  asked: Asked,
  fetched: FetchedAccounts,
): Promise<boolean> {
  return transact(db, connectionKey(asked.id), async (transaction) => {
    if (!(await isConnected(transaction, asked.id))) return false
    const known = await transaction
      .selectFrom('accounts')
      .select(['id', 'bank_key', 'number', 'iban', 'identity', 'currency', 'balance_minor'])
      .where('connection_id', '=', asked.id)
      .orderBy('closed')
      .orderBy('position')
      .orderBy('id')
      .execute()
    const identified = identifyAccounts(asked.id, fetched.accounts, known)
    const knownIdentities = new Map(known.map((row) => [row.id, row.identity]))
    const identities = toAccountIdentities(
      asked.bank,
      identified.map(({ id, account }) => ({ ...account, known: knownIdentities.get(id) ?? null })),
    )
    const balances = new Map(known.map((row) => [row.id, row.balance_minor]))
    for (const [position, { id, account }] of identified.entries()) {
      const row = toRow(asked, account, { position, identity: identities[position] ?? null })
      const isTold = fetched.complete || account.balance !== null || balances.get(id) == null
      await transaction
        .insertInto('accounts')
        .values({ id, ...row, covered_from: null, transactions_at: null })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet(isTold ? row : withoutFigures(row)),
        )
        .execute()
    }
    if (!fetched.complete) return true
    const gone = transaction
      .updateTable('accounts')
      .set({ closed: 1 })
      .where('connection_id', '=', asked.id)
    const ids = identified.map(({ id }) => id)
    await (ids.length > 0 ? gone.where('id', 'not in', ids) : gone).execute()
    await deletePendingOfClosed(transaction, asked.id)
    return true
  })
}

async function isConnected(db: Database, id: ConnectionId): Promise<boolean> {
  const row = await db
    .selectFrom('connections')
    .select('id')
    .where('id', '=', id)
    .where('status', '!=', 'disconnected')
    .executeTakeFirst()
  return row !== undefined
}

/** A closed account is asked for no more: what was reserved on it would stay reserved for ever. */
async function deletePendingOfClosed(db: Database, connection: ConnectionId): Promise<void> {
  const closed = db
    .selectFrom('accounts')
    .select('id')
    .where('connection_id', '=', connection)
    .where('closed', '=', 1)
  await db
    .deleteFrom('transactions')
    .where('status', '=', 'pending')
    .where('account_id', 'in', closed)
    .execute()
}

type Row = Omit<Insertable<Schema['accounts']>, 'id' | 'covered_from' | 'transactions_at'>

function withoutFigures({ balance_minor: _, available_minor: __, as_of: ___, ...row }: Row) {
  return row
}

function toRow(
  { id: connection, bank, asOf }: Asked,
  account: BankAccount,
  place: Pick<Row, 'position' | 'identity'>,
): Row {
  return {
    ...place,
    connection_id: connection,
    bank: bank.id,
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
    transfer_from: account.transfer ? Number(account.transfer.from) : null,
    transfer_to: account.transfer ? Number(account.transfer.to) : null,
    transfer_key: account.transfer?.key ?? null,
    as_of: asOf,
  }
}
