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
    .addColumn('rule_id', 'text')
    .addPrimaryKeyConstraint('transaction_tags_key', ['transaction_id', 'tag'])
    .execute()
  await schema.createIndex('transaction_tags_tag').on('transaction_tags').column('tag').execute()
  await schema.alterTable('transactions').addColumn('note_rule_id', 'text').execute()
  await createTransfers(db)
  await createSums(db)
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
  await schema
    .createTable('dismissed_recurring')
    .addColumn('member_id', 'text', ofMember)
    .addColumn('recurring_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('dismissed_recurring_key', ['member_id', 'recurring_id'])
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
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('undone_at', 'bigint')
    .addUniqueConstraint('transfers_pair', ['out_id', 'in_id'])
    .execute()
  await schema.createIndex('transfers_in').on('transfers').column('in_id').execute()
  await schema
    .createIndex('transfers_day')
    .on('transfers')
    .columns(['day', 'out_id', 'in_id'])
    .execute()
  // The other side of a row: the same figure with the other sign, some days away.
  await schema
    .createIndex('transactions_amount')
    .on('transactions')
    .columns(['amount_minor', 'booking_date'])
    .execute()
}

/** Sums by category, month and currency read this index and no row. */
async function createSums(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('transactions_sums')
    .on('transactions')
    .columns([
      'account_id',
      'state',
      'booking_date',
      'status',
      'category',
      'currency',
      'amount_minor',
    ])
    .execute()
  for (const name of ['rule_id', 'note_rule_id'])
    await sql`create index ${sql.raw(`transactions_${name}`)} on transactions (${sql.ref(name)}) where ${sql.ref(name)} is not null`.execute(
      db,
    )
  await sql`create index transaction_tags_rule on transaction_tags (rule_id) where rule_id is not null`.execute(
    db,
  )
}
