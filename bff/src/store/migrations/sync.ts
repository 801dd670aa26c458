import type { Kysely } from 'kysely'

/** Connections that are asked by the server itself, and how each round went. */
export async function createSync(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema.alterTable('connections').addColumn('next_sync_at', 'bigint').execute()
  await schema.alterTable('connections').addColumn('sync_owner', 'text').execute()
  await schema
    .alterTable('connections')
    .addColumn('sync_until', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await schema
    .createTable('sync_runs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('connection_id', 'text', (column) =>
      column.notNull().references('connections.id').onDelete('cascade'),
    )
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('done', 'integer', (column) => column.notNull())
    .addColumn('total', 'integer', (column) => column.notNull())
    .addColumn('added', 'integer', (column) => column.notNull())
    .addColumn('from_date', 'text')
    .addColumn('told_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await schema.createIndex('sync_runs_told').on('sync_runs').column('told_at').execute()
  await schema
    .createIndex('sync_runs_connection')
    .on('sync_runs')
    .columns(['connection_id', 'started_at'])
    .execute()
  await schema.alterTable('accounts').addColumn('history_from', 'text').execute()
  await schema
    .alterTable('accounts')
    .addColumn('history_whole', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await createChanges(db)
}

/** What open pages are told of, for an hour. */
async function createChanges(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema
    .createTable('changes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('accounts.id').onDelete('cascade'),
    )
    .execute()
  await schema.createIndex('changes_at').on('changes').column('at').execute()
}
