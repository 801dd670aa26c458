import type { Kysely } from 'kysely'
import { ofMember } from './columns.ts'

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
}
