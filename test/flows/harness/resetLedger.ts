import type { Database } from '@skrin/bff/store/database'

/** A household whose banks were connected and never asked. */
export async function resetLedger(db: Database): Promise<void> {
  for (const table of ['accounts', 'sync_runs', 'bank_calls'] as const)
    await db.deleteFrom(table).execute()
  await db
    .updateTable('connections')
    .set({ asked_at: null, good_at: null, problem: null, status: 'working', next_sync_at: null })
    .execute()
}

/** What is kept of the banks' answers, without when it came. */
export async function readLedger(db: Database) {
  const [accounts, transactions, observations] = await Promise.all([
    db
      .selectFrom('accounts')
      .select(['bank_key', 'balance_minor', 'covered_from', 'history_whole'])
      .orderBy('bank_key')
      .execute(),
    db
      .selectFrom('transactions')
      .select(['id', 'status', 'state', 'booking_date', 'amount_minor', 'text'])
      .orderBy('id')
      .execute(),
    db
      .selectFrom('observations')
      .select(['id', 'transaction_id', 'status'])
      .orderBy('id')
      .execute(),
  ])
  return { accounts, transactions, observations }
}
