import type { TransferLimit } from '@skrin/shared/api/transferOrders'
import type { Currency, MemberId } from '@skrin/shared/brand'
import { moneyFromDecimal, moneyFromMinor, parseCurrency, sumByCurrency } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import { toHouseholdDay } from '../household/householdDay.ts'
import type { Database } from '../store/database.ts'

/** Longer than any day, also the one on which the clocks go back. */
export const LONGEST_DAY_MS = 26 * 60 * 60_000

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly config: Pick<Config, 'transfers'>
}

/** What one member may move today in each of these currencies, and what they have moved of it over all connections. */
export async function readLimits(
  deps: Deps,
  member: MemberId,
  currencies: readonly Currency[],
): Promise<TransferLimit[]> {
  const used = await sumUsed(deps, member)
  const own = await deps.db
    .selectFrom('transfer_limits')
    .select(['currency', 'limit_minor'])
    .where('member_id', '=', member)
    .execute()
  return [...new Set(currencies)].map((currency) => {
    const host = toHostLimit(deps.config, currency).minor
    const set = own.find((row) => row.currency === currency)?.limit_minor ?? host
    // The host may have lowered theirs since.
    const limit = Math.min(set, host)
    return {
      currency,
      host,
      limit,
      used: used.find((sum) => sum.currency === currency)?.minor ?? 0,
    }
  })
}

/** @throws AppError transfer_limit */
export async function requireWithinLimit(
  deps: Deps,
  member: MemberId,
  amount: Money,
): Promise<void> {
  const [limit] = await readLimits(deps, member, [amount.currency])
  if (!limit || amount.minor > limit.limit - limit.used) throw new AppError('transfer_limit')
}

/** The host's limit in whole units of the currency, exactly. Nothing while transfers are off. */
export function toHostLimit({ transfers }: Pick<Config, 'transfers'>, currency: Currency): Money {
  return moneyFromDecimal(String(transfers?.dailyLimit ?? 0), currency)
}

/**
 * Of the household's day, what moved, what may yet move, and what nobody knows. Only a certain no gives room again, or the
 * person's own word.
 */
async function sumUsed({ db, clock }: Deps, member: MemberId): Promise<Money[]> {
  const now = clock.now()
  const rows = await db
    .selectFrom('transfer_orders')
    .select(['amount_minor', 'currency', 'sent_at'])
    .where('member_id', '=', member)
    .where('sent_at', '>', now - LONGEST_DAY_MS)
    .where('state', 'in', ['sending', 'approval', 'processing', 'done', 'moved', 'unknown'])
    .where((eb) =>
      eb.or([
        eb('state', '!=', 'unknown'),
        eb('decision', 'is', null),
        eb('decision', '!=', 'did_not_happen'),
      ]),
    )
    .execute()
  const today = toHouseholdDay(now)
  return sumByCurrency(
    rows
      .filter(({ sent_at: sentAt }) => sentAt !== null && toHouseholdDay(sentAt) === today)
      .map((row) => moneyFromMinor(row.amount_minor, parseCurrency(row.currency))),
  )
}
