import type { Kysely } from 'kysely'
import { ofMember } from './columns.ts'

/** What a person is told, where, and what each of them chose. */
export async function createNotices(db: Kysely<unknown>): Promise<void> {
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
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('read_at', 'bigint')
    .addColumn('dedupe', 'text', (column) => column.unique())
    .execute()
  await schema
    .createIndex('notices_member')
    .on('notices')
    .columns(['member_id', 'created_at'])
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
    .createTable('notice_addresses')
    .addColumn('member_id', 'text', ofMember)
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('code_hash', 'text')
    .addColumn('confirmed_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('notice_addresses_key', ['member_id', 'channel'])
    .execute()
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
}
