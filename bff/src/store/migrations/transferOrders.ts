import type { Kysely } from 'kysely'
import { ofMember } from './columns.ts'

/** Moving money between own accounts: who turned it on, which accounts can, what was ordered, and how much a day. */
export async function createTransferOrders(db: Kysely<unknown>): Promise<void> {
  const { schema } = db
  await schema.alterTable('connections').addColumn('transfers_at', 'bigint').execute()
  await schema.alterTable('accounts').addColumn('transfer_from', 'integer').execute()
  await schema.alterTable('accounts').addColumn('transfer_to', 'integer').execute()
  await schema.alterTable('accounts').addColumn('transfer_key', 'text').execute()
  await createOrders(db)
  await schema
    .createTable('transfer_limits')
    .addColumn('member_id', 'text', ofMember)
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('limit_minor', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('transfer_limits_key', ['member_id', 'currency'])
    .execute()
}

async function createOrders({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('transfer_orders')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('member_id', 'text', ofMember)
    // What was moved today counts until the day is over, also where its connection was given up with its history.
    .addColumn('connection_id', 'text', (column) =>
      column.references('connections.id').onDelete('set null'),
    )
    .addColumn('bank', 'text', (column) => column.notNull())
    .addColumn('from_account', 'text', (column) =>
      column.references('accounts.id').onDelete('set null'),
    )
    .addColumn('to_account', 'text', (column) =>
      column.references('accounts.id').onDelete('set null'),
    )
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('amount_minor', 'bigint', (column) => column.notNull())
    .addColumn('currency', 'text', (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('prepared', 'text', (column) => column.notNull())
    .addColumn('executes_on', 'text')
    .addColumn('reviewed_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('sending_until', 'bigint')
    .addColumn('settled_at', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('problem', 'text')
    .addColumn('warnings', 'text', (column) => column.notNull())
    .addColumn('reference', 'text')
    .addColumn('progress', 'text')
    .addColumn('like_before', 'integer')
    .addColumn('looked_up_at', 'bigint')
    .addColumn('known_by', 'text')
    .addColumn('decision', 'text')
    .execute()
  await schema
    .createIndex('transfer_orders_member')
    .on('transfer_orders')
    .columns(['member_id', 'reviewed_at'])
    .execute()
  // Giving up a connection or losing an account looks for its orders.
  for (const column of ['connection_id', 'from_account', 'to_account'])
    await schema
      .createIndex(`transfer_orders_${column}`)
      .on('transfer_orders')
      .column(column)
      .execute()
}
