import type { Kysely } from 'kysely'
import { ofMember } from './columns.ts'

/** Files that a person brings in: what was read, what became of each row, and the columns of last time. */
export async function createFiles(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('imports')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('member_id', 'text', ofMember)
    .addColumn('account_id', 'text', (column) =>
      column.references('accounts.id').onDelete('cascade'),
    )
    .addColumn('format', 'text', (column) => column.notNull())
    .addColumn('file_name', 'text', (column) => column.notNull())
    .addColumn('shape', 'text')
    .addColumn('mapping', 'text')
    .addColumn('statements', 'text', (column) => column.notNull())
    .addColumn('statement', 'integer', (column) => column.notNull())
    .addColumn('target', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('done_at', 'bigint')
    .addColumn('undone_at', 'bigint')
    .addColumn('added', 'integer', (column) => column.notNull())
    .execute()
  await schema
    .createIndex('imports_member')
    .on('imports')
    .columns(['member_id', 'created_at'])
    .execute()
  await schema.createIndex('imports_account').on('imports').column('account_id').execute()
  await schema
    .createTable('import_rows')
    .addColumn('import_id', 'text', (column) =>
      column.notNull().references('imports.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('line', 'integer', (column) => column.notNull())
    .addColumn('statement', 'integer', (column) => column.notNull())
    .addColumn('cells', 'text')
    .addColumn('body', 'text')
    .addColumn('verdict', 'text')
    .addColumn('reason', 'text')
    .addPrimaryKeyConstraint('import_rows_key', ['import_id', 'position'])
    .execute()
  await schema
    .createTable('import_mappings')
    .addColumn('member_id', 'text', ofMember)
    .addColumn('shape', 'text', (column) => column.notNull())
    .addColumn('mapping', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('import_mappings_key', ['member_id', 'shape'])
    .execute()
}
