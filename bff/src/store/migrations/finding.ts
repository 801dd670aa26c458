import { sql } from 'kysely'
import type { Kysely } from 'kysely'
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
  await createDaySums(db)
  if (engineOf(db) === 'postgres') await createPostgresFinds(db)
  else await createSqliteFinds(db)
}

async function createDaySums(db: Kysely<unknown>): Promise<void> {
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
      'status',
      'booking_date',
      'currency',
      'state',
    ])
    .execute()
  // The running balance and the trend read one account's days from the newest on.
  await sql`create index day_sums_days on day_sums (account_id, booking_date)`.execute(db)
}
