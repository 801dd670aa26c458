import type { TransactionId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import type { Clock } from '../clock.ts'
import { toHouseholdDay } from '../household/householdDay.ts'
import type { Database } from '../store/database.ts'

/** What is older when it arrives is history: it was filled in after a pause, or brought by a file. */
const FRESH_DAYS = 5

export type FreshTransaction = Awaited<ReturnType<typeof selectFresh>>[number]

/**
 * Those of some transactions that can be news: shown, of the last days, and later than the day on which their bank was
 * connected.
 */
export async function listFreshTransactions(
  { db, clock }: { db: Database; clock: Clock },
  ids: readonly TransactionId[],
): Promise<FreshTransaction[]> {
  if (ids.length === 0) return []
  const rows = await selectFresh(db, ids, addDays(toHouseholdDay(clock.now()), -FRESH_DAYS))
  return rows.filter((row) => row.booking_date > toHouseholdDay(row.connected_since))
}

function selectFresh(
  db: Database,
  ids: readonly TransactionId[],
  from: ReturnType<typeof toHouseholdDay>,
) {
  return db
    .selectFrom('transactions')
    .innerJoin('accounts', 'accounts.id', 'transactions.account_id')
    .innerJoin('connections', 'connections.id', 'accounts.connection_id')
    .select([
      'transactions.id',
      'transactions.account_id',
      'transactions.booking_date',
      'transactions.amount_minor',
      'transactions.currency',
      'transactions.text',
      'transactions.counterparty_name',
      'transactions.counterparty_account',
      'transactions.category',
      'connections.created_at as connected_since',
    ])
    .where('transactions.id', 'in', ids)
    .where('transactions.state', '=', 'shown')
    .where('transactions.booking_date', '>=', from)
    .where('connections.status', '!=', 'disconnected')
    .execute()
}
