import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** In order, never changed once released. Column types that mean the same on SQLite and PostgreSQL. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-core': { up: createCore },
}

async function createCore(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('meta')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
  await schema
    .createTable('members')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  // Exactly one owner can ever be set up, also by two requests at once.
  await sql`create unique index one_owner on members (role) where role = 'owner'`.execute(db)
  await schema
    .createTable('sessions')
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('member_id', 'text', (column) =>
      column.notNull().references('members.id').onDelete('cascade'),
    )
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('destroyed_at', 'bigint')
    .execute()
  await createBankTables(db)
  await createMoneyTables(db)
  await schema
    .createTable('rate_limits')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('hits', 'integer', (column) => column.notNull())
    .addColumn('reset_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function createBankTables(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('connections')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('member_id', 'text', (column) =>
      column.notNull().references('members.id').onDelete('cascade'),
    )
    .addColumn('bank', 'text', (column) => column.notNull())
    .addColumn('label', 'text')
    .addColumn('choices', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('connected_at', 'bigint', (column) => column.notNull())
    .addColumn('asked_at', 'bigint')
    .addColumn('good_at', 'bigint')
    .addColumn('renew_by', 'bigint')
    .addColumn('blocked_until', 'bigint')
    .execute()
  await schema.createIndex('connections_member').on('connections').column('member_id').execute()
  await schema
    .createTable('vault')
    .addColumn('connection_id', 'text', (column) =>
      column.primaryKey().references('connections.id').onDelete('cascade'),
    )
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('generation', 'integer', (column) => column.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createTable('connect_attempts')
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('member_id', 'text', (column) =>
      column.notNull().references('members.id').onDelete('cascade'),
    )
    .addColumn('session_hash', 'text', (column) => column.notNull())
    .addColumn('bank', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .execute()
  await schema
    .createTable('bank_calls')
    .addColumn('budget', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('bank_calls_budget').on('bank_calls').columns(['budget', 'at']).execute()
}

async function createMoneyTables(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('accounts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('connection_id', 'text', (column) =>
      column.notNull().references('connections.id').onDelete('cascade'),
    )
    .addColumn('bank', 'text', (column) => column.notNull())
    .addColumn('bank_key', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('number', 'text')
    .addColumn('iban', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('balance_minor', 'bigint')
    .addColumn('available_minor', 'bigint')
    .addColumn('holder', 'text')
    .addColumn('closed', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('as_of', 'bigint', (column) => column.notNull())
    .addColumn('covered_from', 'text')
    .addColumn('transactions_at', 'bigint')
    .execute()
  await schema.createIndex('accounts_connection').on('accounts').column('connection_id').execute()
  await schema
    .createTable('shares')
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('audience', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('shares_key', ['account_id', 'audience'])
    .execute()
  await schema
    .createTable('transactions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('booking_date', 'text', (column) => column.notNull())
    .addColumn('value_date', 'text')
    .addColumn('amount_minor', 'bigint', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('bank_text', 'text', (column) => column.notNull())
    .addColumn('search_text', 'text', (column) => column.notNull())
    .addColumn('counterparty_name', 'text')
    .addColumn('counterparty_account', 'text')
    .addColumn('original_minor', 'bigint')
    .addColumn('original_currency', 'text')
    .addColumn('original_rate', 'text')
    .addColumn('kind', 'text')
    .addColumn('bank_id', 'text')
    .addColumn('wire', 'text', (column) => column.notNull())
    .execute()
  // `status desc` puts pending before booked: the order of every list.
  await sql`create index transactions_order on transactions (status desc, booking_date desc, id desc)`.execute(
    db,
  )
  await sql`create index transactions_account on transactions (account_id, status desc, booking_date desc, id desc)`.execute(
    db,
  )
}
