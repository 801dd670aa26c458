import type { HouseholdAccountId } from '../household.ts'
import type { Random } from '../random.ts'
import type { Today } from './habit.ts'

export interface Shop {
  readonly name: string
  readonly mcc: string
  /** Prices in minor units, rounded to `step`. */
  readonly low: number
  readonly high: number
  readonly step: number
  readonly city: string
  readonly country: string
}

export interface Tariff {
  readonly currency: string
  /** Account currency for one unit, in ten-thousandths. */
  readonly rate: number
}

/** Pays with a card if there is enough left; a careful household never goes below `keepMinor`. */
export function buy(
  { day, ledger }: Today,
  purchase: {
    account: HouseholdAccountId
    shop: Shop
    random: Random
    keepMinor?: number
    tariff?: Tariff
  },
): boolean {
  const { account, shop, random, keepMinor = 0, tariff } = purchase
  const price =
    random.int(Math.ceil(shop.low / shop.step), Math.floor(shop.high / shop.step)) * shop.step
  const cost = tariff ? Math.floor((price * tariff.rate + 5000) / 10_000) : price
  if (ledger.spendable(account) - cost < keepMinor) return false
  ledger.post(account, {
    day: day.date,
    kind: 'card',
    amountMinor: -cost,
    counterparty: shop.name,
    bookedAfter: random.percent(85) ? 2 : 3,
    city: shop.city,
    country: shop.country,
    mcc: shop.mcc,
    ...(tariff && {
      original: { amountMinor: -price, currency: tariff.currency, rate: toRateText(tariff.rate) },
    }),
  })
  return true
}

export function toRateText(rate: number): string {
  const digits = String(rate).padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`
}

type Prices = readonly [low: number, high: number, step?: number]

/** A shop in Oslo unless `city` says otherwise. Prices in whole units of the currency. */
export function shop(
  name: string,
  mcc: string,
  [low, high, step = 10]: Prices,
  place: { city: string; country: string } = { city: 'Oslo', country: 'NO' },
): Shop {
  return { name, mcc, low: low * 100, high: high * 100, step, ...place }
}
