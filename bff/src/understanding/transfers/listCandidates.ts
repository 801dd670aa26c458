import type { TransactionId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import type { VisibleAccount } from '../../accounts/joinObservations.ts'
import { isInSlices, toSlices } from '../../accounts/transactionSlices.ts'
import type { Database } from '../../store/database.ts'

const DAYS = 10
const MOST = 20

/** Rows on other accounts that could be the other side: the opposite amount near the day, or another currency on the day. */
export async function listCandidates(
  db: Database,
  open: readonly VisibleAccount[],
  id: TransactionId,
): Promise<TransactionId[]> {
  const row = await db
    .selectFrom('transactions')
    .select(['account_id', 'amount_minor', 'currency', 'booking_date'])
    .where('id', '=', id)
    .executeTakeFirst()
  const others = open.filter(
    ({ observations }) => !observations.some((one) => one.id === row?.account_id),
  )
  const slices = others.flatMap(({ observations }) => toSlices(observations))
  if (!row || slices.length === 0 || row.amount_minor === 0) return []
  const { amount_minor: minor, currency, booking_date: day } = row
  const found = await db
    .selectFrom('transactions')
    .select('id')
    .where((eb) => isInSlices(eb, slices))
    .where('state', '=', 'shown')
    .where('booking_date', '>=', addDays(day, -DAYS))
    .where('booking_date', '<=', addDays(day, DAYS))
    .where((eb) =>
      eb.or([
        eb.and([eb('amount_minor', '=', -minor), eb('currency', '=', currency)]),
        eb.and([
          eb('currency', '!=', currency),
          eb('booking_date', '=', day),
          eb('amount_minor', minor > 0 ? '<' : '>', 0),
        ]),
      ]),
    )
    .orderBy('booking_date')
    .orderBy('id')
    .limit(MOST)
    .execute()
  return found.map((one) => one.id)
}
