import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { ofMember } from './migrations/columns.ts'
import { createFiles } from './migrations/files.ts'
import { createFinding } from './migrations/finding.ts'
import { createLedger } from './migrations/ledger.ts'
import { createNotices } from './migrations/notices.ts'
import { createSumIndexes } from './migrations/sumIndexes.ts'
import { createSync } from './migrations/sync.ts'
import { createTransferOrders } from './migrations/transferOrders.ts'
import { createUnderstanding } from './migrations/understanding.ts'

/** In order, never changed once released. Column types that mean the same on SQLite and PostgreSQL. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-core': { up: createCore },
  '002-household': { up: createHousehold },
  '003-ledger': { up: createLedger },
  '004-understanding': { up: createUnderstanding },
  '005-finding': { up: createFinding },
  '006-sync': { up: createSync },
  '007-files': { up: createFiles },
  '008-notices': { up: createNotices },
  '009-transfer-orders': { up: createTransferOrders },
  '010-sum-indexes': { up: createSumIndexes },
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

async function createHousehold(db: Kysely<unknown>): Promise<void> {
  await widenSessions(db)
  await db.schema.alterTable('members').addColumn('leaving_at', 'bigint').execute()
  await db.schema
    .alterTable('connections')
    .addColumn('bank_client', 'text', (column) => column.notNull().defaultTo('household'))
    .execute()
  await db.schema.alterTable('accounts').addColumn('identity', 'text').execute()
  await db.schema
    .alterTable('shares')
    .addColumn('level', 'text', (column) => column.notNull().defaultTo('transactions'))
    .execute()
  await createPeopleTables(db)
  await createSignInTables(db)
  await createTokenTables(db)
}

/** Sessions of before were not asked how they began: they end, and everybody signs in once more. */
async function widenSessions(db: Kysely<unknown>): Promise<void> {
  await sql`delete from sessions`.execute(db)
  const { schema } = db
  const add = (name: string, type: 'text' | 'bigint', value: string | number) =>
    schema
      .alterTable('sessions')
      .addColumn(name, type, (column) => column.notNull().defaultTo(value))
      .execute()
  await add('public_id', 'text', '')
  await add('fresh_at', 'bigint', 0)
  await add('method', 'text', 'password')
  await add('device', 'text', '')
  await add('network', 'text', '')
  await schema.createIndex('sessions_member').on('sessions').column('member_id').execute()
}

async function createPeopleTables(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('invites')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('code_hash', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('member_id', 'text', (column) => column.references('members.id').onDelete('cascade'))
    .addColumn('created_by', 'text', (column) =>
      column.references('members.id').onDelete('set null'),
    )
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .execute()
  await schema
    .createTable('bank_clients')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('member_id', 'text', ofMember)
    .addColumn('bank', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('bank_clients_one', ['member_id', 'bank'])
    .execute()
  await schema
    .createTable('access_log')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    // No foreign key: who did something is told also after they left.
    .addColumn('actor_id', 'text')
    .addColumn('actor_name', 'text', (column) => column.notNull())
    .addColumn('actor_kind', 'text', (column) => column.notNull())
    .addColumn('about_id', 'text', (column) => column.references('members.id').onDelete('cascade'))
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('dedupe', 'text', (column) => column.unique())
    .execute()
  await schema
    .createIndex('access_log_about')
    .on('access_log')
    .columns(['about_id', 'at'])
    .execute()
  await schema
    .createTable('instances')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .execute()
}

async function createSignInTables(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('passkeys')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('member_id', 'text', ofMember)
    .addColumn('public_key', 'text', (column) => column.notNull())
    .addColumn('counter', 'bigint', (column) => column.notNull())
    .addColumn('transports', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('backed_up', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .execute()
  await schema.createIndex('passkeys_member').on('passkeys').column('member_id').execute()
  await schema
    .createTable('sign_in_challenges')
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', (column) => column.references('members.id').onDelete('cascade'))
    .addColumn('session_hash', 'text')
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .execute()
  await schema
    .createTable('totp')
    .addColumn('member_id', 'text', (column) =>
      column.primaryKey().references('members.id').onDelete('cascade'),
    )
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('confirmed_at', 'bigint')
    .addColumn('last_step', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createTable('recovery_codes')
    .addColumn('member_id', 'text', ofMember)
    .addColumn('code_hash', 'text', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .addPrimaryKeyConstraint('recovery_codes_key', ['member_id', 'code_hash'])
    .execute()
  await schema
    .createTable('oidc_identities')
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', ofMember)
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('linked_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .addPrimaryKeyConstraint('oidc_identities_key', ['issuer', 'subject'])
    .execute()
}

async function createTokenTables(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('api_tokens')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('member_id', 'text', ofMember)
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('used_at', 'bigint')
    .execute()
  await schema
    .createTable('api_token_accounts')
    .addColumn('token_id', 'text', (column) =>
      column.notNull().references('api_tokens.id').onDelete('cascade'),
    )
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('level', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('api_token_accounts_key', ['token_id', 'account_id'])
    .execute()
}
