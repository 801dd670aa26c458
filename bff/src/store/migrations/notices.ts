import type { Kysely } from 'kysely'
import { ofMember } from './columns.ts'

/** What a person is told, where, and what each of them chose. */
export async function createNotices(db: Kysely<unknown>): Promise<void> {
  await createNoticeTables(db)
  await createChoiceTables(db)
}

async function createNoticeTables(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('notices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('member_id', 'text', ofMember)
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('connection_id', 'text', (column) =>
      column.references('connections.id').onDelete('cascade'),
    )
    .addColumn('account_id', 'text', (column) =>
      column.references('accounts.id').onDelete('cascade'),
    )
    .addColumn('transaction_id', 'text', (column) =>
      column.references('transactions.id').onDelete('cascade'),
    )
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('in_app', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('read_at', 'bigint')
    .addColumn('dedupe', 'text', (column) => column.notNull().unique())
    .execute()
  await schema
    .createIndex('notices_member')
    .on('notices')
    .columns(['member_id', 'created_at'])
    .execute()
  // Deleting a transaction, an account or a connection looks for its notices.
  for (const column of ['connection_id', 'account_id', 'transaction_id'])
    await schema.createIndex(`notices_${column}`).on('notices').column(column).execute()
  await schema
    .createTable('deliveries')
    .addColumn('notice_id', 'text', (column) =>
      column.notNull().references('notices.id').onDelete('cascade'),
    )
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'bigint')
    .addColumn('sent_at', 'bigint')
    .addColumn('problem', 'text')
    .addPrimaryKeyConstraint('deliveries_key', ['notice_id', 'channel'])
    .execute()
  await schema.createIndex('deliveries_next').on('deliveries').column('next_at').execute()
  await schema
    .createTable('notice_causes')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .execute()
}

async function createChoiceTables(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('notice_readers')
    .addColumn('member_id', 'text', (column) => ofMember(column).primaryKey())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('details', 'integer', (column) => column.notNull())
    .addColumn('view', 'text', (column) => column.notNull())
    .execute()
  await schema
    .createTable('notice_choices')
    .addColumn('member_id', 'text', ofMember)
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('in_app', 'integer', (column) => column.notNull())
    .addColumn('mail', 'integer', (column) => column.notNull())
    .addColumn('push', 'integer', (column) => column.notNull())
    .addColumn('threshold', 'bigint')
    .addPrimaryKeyConstraint('notice_choices_key', ['member_id', 'kind'])
    .execute()
  await schema
    .createTable('notice_limits')
    .addColumn('member_id', 'text', ofMember)
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('threshold', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('notice_limits_key', ['member_id', 'account_id'])
    .execute()
  await schema
    .createTable('notice_addresses')
    .addColumn('member_id', 'text', ofMember)
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('code_hash', 'text')
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('confirmed_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('notice_addresses_key', ['member_id', 'channel'])
    .execute()
}
