import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { ofMember } from './columns.ts'

/** Categories, rules, tags, transfers between own accounts, and rates that a person entered. */
export async function createUnderstanding(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('categories')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull().unique())
    .addColumn('direction', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) =>
      column.references('members.id').onDelete('set null'),
    )
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createTable('rules')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('member_id', 'text', ofMember)
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('rules_member').on('rules').column('member_id').execute()
  await schema
    .createTable('transaction_tags')
    .addColumn('transaction_id', 'text', (column) =>
      column.notNull().references('transactions.id').onDelete('cascade'),
    )
    .addColumn('tag', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('transaction_tags_key', ['transaction_id', 'tag'])
    .execute()
  await schema.createIndex('transaction_tags_tag').on('transaction_tags').column('tag').execute()
  await createTransfers(db)
  await schema
    .createTable('rates')
    .addColumn('base', 'text', (column) => column.notNull())
    .addColumn('quote', 'text', (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addColumn('rate', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) =>
      column.references('members.id').onDelete('set null'),
    )
    .addPrimaryKeyConstraint('rates_key', ['base', 'quote', 'date'])
    .execute()
}

async function createTransfers(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('transfers')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('out_id', 'text', (column) =>
      column.notNull().references('transactions.id').onDelete('cascade'),
    )
    .addColumn('in_id', 'text', (column) =>
      column.notNull().references('transactions.id').onDelete('cascade'),
    )
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('undone_at', 'bigint')
    .addUniqueConstraint('transfers_pair', ['out_id', 'in_id'])
    .execute()
  // A row is in one transfer at most; a pair that a person undid stays, so that it is not made again.
  await sql`create unique index transfers_out on transfers (out_id) where undone_at is null`.execute(
    db,
  )
  await sql`create unique index transfers_in on transfers (in_id) where undone_at is null`.execute(
    db,
  )
}
