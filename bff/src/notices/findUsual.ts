import { sql } from 'kysely'
import type { SelectQueryBuilder } from 'kysely'
import { addDays } from '@skrin/shared/dates'
import { isInSlices } from '../accounts/transactionSlices.ts'
import type { Slice } from '../accounts/transactionSlices.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import type { FreshTransaction } from './freshTransactions.ts'

/** A year, and what comes once in it. */
const REMEMBERED_DAYS = 400
/** So many before it, or nobody can say what is usual. */
const ENOUGH = { counterparty: 4, category: 12 } as const

/** The largest amount before it, without sign; null: too few to compare with. */
export interface Usual {
  readonly among: 'counterparty' | 'category'
  readonly largest: number
}

/** What is usual for a transaction in this account: with the same counterparty, or else in the same category. */
export async function findUsual(
  db: Database,
  slices: readonly Slice[],
  row: FreshTransaction,
): Promise<Usual | null> {
  const earlier = selectEarlier(db, slices, row)
  const largest = await readLargest(withCounterparty(earlier, row), ENOUGH.counterparty)
  if (largest !== null) return { among: 'counterparty', largest }
  if (row.category === null) return null
  const inCategory = await readLargest(
    earlier.where('category', '=', row.category),
    ENOUGH.category,
  )
  return inCategory === null ? null : { among: 'category', largest: inCategory }
}

type Earlier = SelectQueryBuilder<Schema, 'transactions', object>

/** In the same direction and currency, in the account as its viewer sees it. */
function selectEarlier(db: Database, slices: readonly Slice[], row: FreshTransaction): Earlier {
  return db
    .selectFrom('transactions')
    .where((eb) => isInSlices(eb, slices))
    .where('state', '=', 'shown')
    .where('id', '!=', row.id)
    .where('booking_date', '<=', row.booking_date)
    .where('booking_date', '>=', addDays(row.booking_date, -REMEMBERED_DAYS))
    .where('currency', '=', row.currency)
    .where('amount_minor', row.amount_minor < 0 ? '<' : '>', 0)
}

function withCounterparty(earlier: Earlier, row: FreshTransaction): Earlier {
  if (row.counterparty_account !== null)
    return earlier.where('counterparty_account', '=', row.counterparty_account)
  if (row.counterparty_name !== null)
    return earlier.where('counterparty_name', '=', row.counterparty_name)
  return earlier.where('text', '=', row.text)
}

async function readLargest(earlier: Earlier, enough: number): Promise<number | null> {
  const row = await earlier
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      sql<number | null>`max(abs(amount_minor))`.as('largest'),
    ])
    .executeTakeFirstOrThrow()
  return row.count >= enough ? row.largest : null
}
