import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { toSearchedText } from '../../find/toSearchedText.ts'
import { engineOf } from '../engine.ts'
import { ofMember } from './columns.ts'
import { createPostgresFinds } from './findingPostgres.ts'
import { createSqliteFinds } from './findingSqlite.ts'

/** Full-text search, sums by day, and views that people keep. */
export async function createFinding(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('saved_views')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('member_id', 'text', ofMember)
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('query', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('saved_views_member').on('saved_views').column('member_id').execute()
  await db.schema
    .alterTable('transactions')
    .addColumn('note_words', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
  await rewordKnown(db)
  await createDaySums(db)
  if (engineOf(db) === 'postgres') await createPostgresFinds(db)
  else await createSqliteFinds(db)
}

/** One account's days lie together: the running balance, the trend and every total read them so. */
async function createDaySums(db: Kysely<unknown>): Promise<void> {
  const isSqlite = engineOf(db) === 'sqlite'
  await db.schema
    .createTable('day_sums')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('booking_date', 'text', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addColumn('count_in', 'bigint', (column) => column.notNull())
    .addColumn('count_out', 'bigint', (column) => column.notNull())
    .addColumn('sum_in', 'bigint', (column) => column.notNull())
    .addColumn('sum_out', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('day_sums_key', [
      'account_id',
      'booking_date',
      'status',
      'currency',
      'state',
    ])
    .$call((table) => (isSqlite ? table.modifyEnd(sql`without rowid`) : table))
    .execute()
}

const BATCH = 500

/** What is searched was folded text with punctuation and is words from now on. */
async function rewordKnown(db: Kysely<unknown>): Promise<void> {
  for (let after = ''; ;) {
    const { rows } = await sql<KnownRow>`
      select id, text, bank_text, counterparty_name, counterparty_account, amount_minor, currency
      from transactions where id > ${after} order by id limit ${BATCH}`.execute(db)
    for (const row of rows)
      await sql`update transactions set search_text = ${reword(row)} where id = ${row.id}`.execute(
        db,
      )
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = last.id
  }
}

interface KnownRow {
  readonly id: string
  readonly text: string
  readonly bank_text: string
  readonly counterparty_name: string | null
  readonly counterparty_account: string | null
  readonly amount_minor: number
  readonly currency: string
}

function reword(row: KnownRow): string {
  return toSearchedText({
    text: row.text,
    bankText: row.bank_text,
    counterparty: { name: row.counterparty_name, account: row.counterparty_account },
    amount: moneyFromMinor(row.amount_minor, parseCurrency(row.currency)),
  })
}
