import type { Account } from '@skrin/shared/api/accounts'
import type { Currency, Instant } from '@skrin/shared/brand'
import { sumByCurrency } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import { toBankPlace } from './toBankPlace.ts'

/** What there is in one currency. Debts on cards are taken off, for they fall due; loans stand apart. */
export interface CurrencyTotal {
  readonly currency: Currency
  /** null where there are only loans. */
  readonly have: Money | null
  /** What is owed on cards, already taken off. */
  readonly cards: Money | null
  readonly loans: Money | null
}

interface OlderFigures extends Pick<Account, 'bank' | 'bankLabel'> {
  readonly asOf: Instant
}

export interface HouseholdTotals {
  readonly totals: readonly CurrencyTotal[]
  /** The oldest of the figures that are counted, apart from those of `older`. */
  readonly asOf: Instant | null
  /** Banks whose figures are counted although they may have moved since. */
  readonly older: readonly OlderFigures[]
  /** Accounts that would count, had the bank told their balance. */
  readonly untold: readonly Account[]
}

/** Only accounts that are open and still connected count. */
export function countsInTotals({ connected, closed }: Account): boolean {
  return connected && !closed
}

export function toHouseholdTotals(accounts: readonly Account[]): HouseholdTotals {
  const counted = accounts.filter(countsInTotals)
  const told = counted.filter(({ balance }) => balance !== null)
  const own = sumBy(told, ({ kind }) => kind !== 'loan')
  const cards = sumBy(told, ({ kind, balance }) => kind === 'card' && (balance?.minor ?? 0) < 0)
  const loans = sumBy(told, ({ kind }) => kind === 'loan')

  const currencies = new Set([...own.keys(), ...loans.keys()])
  return {
    totals: [...currencies].map((currency) => ({
      currency,
      have: own.get(currency) ?? null,
      cards: cards.get(currency) ?? null,
      loans: loans.get(currency) ?? null,
    })),
    asOf: toOldest(told.filter(({ stale }) => !stale)),
    older: toOlder(told.filter(({ stale }) => stale)),
    untold: counted.filter(({ balance }) => balance === null),
  }
}

function sumBy(
  accounts: readonly Account[],
  belongs: (account: Account) => boolean,
): Map<Currency, Money> {
  const amounts = accounts.filter(belongs).flatMap(({ balance }) => balance ?? [])
  return new Map(sumByCurrency(amounts).map((sum) => [sum.currency, sum]))
}

function toOldest(accounts: readonly Account[]): Instant | null {
  return accounts.map(({ asOf }) => asOf).sort()[0] ?? null
}

function toOlder(stale: readonly Account[]): OlderFigures[] {
  return [...Map.groupBy(stale, toBankPlace).values()].flatMap((accounts) => {
    const [first] = accounts
    const asOf = toOldest(accounts)
    return first && asOf ? { bank: first.bank, bankLabel: first.bankLabel, asOf } : []
  })
}
