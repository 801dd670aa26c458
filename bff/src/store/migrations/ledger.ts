import { sql } from 'kysely'
import type { ColumnDefinitionBuilder, Kysely } from 'kysely'

/** What banks and files said is kept as it was said; transactions are what is made of it. */
export async function createLedger(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await widenTransactions(db)
  await schema
    .createTable('observations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('transaction_id', 'text', (column) =>
      column.notNull().references('transactions.id').onDelete('cascade'),
    )
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('booking_date', 'text', (column) => column.notNull())
    .addColumn('value_date', 'text')
    .addColumn('amount_minor', 'bigint', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('bank_text', 'text', (column) => column.notNull())
    .addColumn('counterparty_name', 'text')
    .addColumn('counterparty_account', 'text')
    .addColumn('original_minor', 'bigint')
    .addColumn('original_currency', 'text')
    .addColumn('original_rate', 'text')
    .addColumn('kind', 'text')
    .addColumn('bank_id', 'text')
    .addColumn('wire', 'text', (column) => column.notNull())
    .addColumn('first_seen', 'bigint', (column) => column.notNull())
    .addColumn('last_seen', 'bigint', (column) => column.notNull())
    .addColumn('gone_at', 'bigint')
    .addColumn('reason', 'text', (column) => column.notNull())
    .execute()
  await schema
    .createIndex('observations_account')
    .on('observations')
    .columns(['account_id', 'booking_date'])
    .execute()
  await schema
    .createIndex('observations_transaction')
    .on('observations')
    .column('transaction_id')
    .execute()
  await sql`create index observations_pending on observations (account_id) where status = 'pending' and gone_at is null`.execute(
    db,
  )
  await sql`create index observations_source on observations (source) where source != 'bank'`.execute(
    db,
  )
  await observeKnown(db)
  await createDecisions(db)
}

/** What a person took apart, and what they are asked about. */
async function createDecisions(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('apart')
    .addColumn('one_id', 'text', ofTransaction)
    .addColumn('other_id', 'text', ofTransaction)
    .addPrimaryKeyConstraint('apart_key', ['one_id', 'other_id'])
    .execute()
  await schema.createIndex('apart_other').on('apart').column('other_id').execute()
  await schema
    .createTable('questions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('accounts.id').onDelete('cascade'),
    )
    .addColumn('transaction_id', 'text', ofTransaction)
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addColumn('answered_at', 'bigint')
    .execute()
  await sql`create index questions_open on questions (account_id) where answered_at is null`.execute(
    db,
  )
  await schema
    .createIndex('questions_transaction')
    .on('questions')
    .column('transaction_id')
    .execute()
  await schema
    .createTable('question_candidates')
    .addColumn('question_id', 'text', (column) =>
      column.notNull().references('questions.id').onDelete('cascade'),
    )
    .addColumn('transaction_id', 'text', ofTransaction)
    .addPrimaryKeyConstraint('question_candidates_key', ['question_id', 'transaction_id'])
    .execute()
  await schema
    .createIndex('question_candidates_transaction')
    .on('question_candidates')
    .column('transaction_id')
    .execute()
}

function ofTransaction(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull().references('transactions.id').onDelete('cascade')
}

/** What is known from before is what a bank said, once. */
async function observeKnown(db: Kysely<unknown>): Promise<void> {
  const told = sql.raw(
    'status, booking_date, value_date, amount_minor, currency, text, bank_text, counterparty_name, counterparty_account, original_minor, original_currency, original_rate, kind, bank_id, wire',
  )
  await sql`
    insert into observations (id, account_id, transaction_id, source, ${told}, first_seen, last_seen, gone_at, reason)
    select id, account_id, id, 'bank', ${told},
      coalesce((select transactions_at from accounts where accounts.id = account_id), 0),
      coalesce((select transactions_at from accounts where accounts.id = account_id), 0),
      null, 'first'
    from transactions
  `.execute(db)
}

/** What a person, a rule and Skrin itself add to a transaction. */
async function widenTransactions(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .alterTable('transactions')
    .addColumn('state', 'text', (column) => column.notNull().defaultTo('shown'))
    .execute()
  for (const name of ['category', 'category_by', 'rule_id', 'note'])
    await schema.alterTable('transactions').addColumn(name, 'text').execute()
  await schema
    .alterTable('transactions')
    .addColumn('unfollowed', 'integer', (column) => column.notNull().defaultTo(1))
    .execute()
  await sql`create index transactions_unfollowed on transactions (account_id) where unfollowed > 0`.execute(
    db,
  )
}
