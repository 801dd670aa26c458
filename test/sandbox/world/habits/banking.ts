import type { HouseholdAccountId } from '../household.ts'
import type { Habit, Today } from './habit.ts'
import { toRateText } from './purchases.ts'

interface Yield {
  readonly account: HouseholdAccountId
  /** Hundredths of a per cent a year. */
  readonly rate: number
  readonly text: string
}

const yields: readonly Yield[] = [
  { account: 'sbanken-hoyrente', rate: 410, text: 'Kreditrenter' },
  { account: 'sbanken-emma', rate: 450, text: 'Kreditrenter' },
  { account: 'sparebank1-ferie', rate: 305, text: 'Kreditrenter' },
  { account: 'sparebank1-bsu', rate: 610, text: 'Kreditrenter' },
  { account: 'sparebank1-ungdom', rate: 200, text: 'Kreditrenter' },
  { account: 'seb-spar', rate: 150, text: 'Ränta' },
  { account: 'aritma-regning', rate: 25, text: 'Kreditrenter' },
  { account: 'aritma-spar', rate: 380, text: 'Kreditrenter' },
]

const yearlyInterest: Habit = ({ day, ledger }) => {
  if (day.month !== 12 || day.dayOfMonth !== 31) return
  for (const { account, rate, text } of yields) {
    const amountMinor = Math.floor((ledger.balance(account) * rate) / 10_000)
    ledger.post(account, { day: day.date, kind: 'interest', amountMinor, counterparty: text })
  }
}

interface Exchange {
  readonly from: HouseholdAccountId
  readonly to: HouseholdAccountId
  /** Whole euros. */
  readonly low: number
  readonly high: number
  readonly rate: number
  readonly onDay: number
  readonly names: readonly [from: string, to: string]
}

const exchanges: readonly Exchange[] = [
  {
    from: 'seb-privat',
    to: 'seb-valuta',
    low: 60,
    high: 110,
    rate: 111_200,
    onDay: 26,
    names: ['Privatkonto', 'Valutakonto'],
  },
  {
    from: 'aritma-regning',
    to: 'aritma-euro',
    low: 130,
    high: 190,
    rate: 117_100,
    onDay: 24,
    names: ['Regningskonto', 'Eurokonto'],
  },
]

/** Euros bought with kroner or kronor: two amounts, one rate. */
const monthlyExchange: Habit = (today) => {
  for (const exchange of exchanges) {
    if (today.day.dueDays.includes(exchange.onDay)) buyEuros(today, exchange)
  }
}

function buyEuros({ day, ledger, chance }: Today, exchange: Exchange): void {
  const { from, to, names } = exchange
  const random = chance(`exchange ${from}`)
  const euros = random.int(exchange.low, exchange.high) * 100
  const rate = exchange.rate + random.int(-1_800, 1_800)
  const price = Math.floor((euros * rate + 5000) / 10_000)
  if (ledger.spendable(from) - price < 1_000_00) return
  const common = { day: day.date, kind: 'own_transfer', message: 'Valutaveksling' } as const
  const original = { amountMinor: -euros, currency: 'EUR', rate: toRateText(rate) }
  ledger.post(from, { ...common, amountMinor: -price, counterparty: names[1], original })
  ledger.post(to, { ...common, amountMinor: euros, counterparty: names[0] })
}

/** The investment account is emptied and closed in the first spring of the story. */
const closing: Habit = ({ day, ledger }) => {
  if (day.month !== 3 || !day.dueDays.includes(10)) return
  const left = ledger.balance('seb-placering')
  if (left === 0) return
  const interest = Math.floor(left / 80)
  const counterparty = 'Slutränta'
  ledger.post('seb-placering', {
    day: day.date,
    kind: 'interest',
    amountMinor: interest,
    counterparty,
  })
  const amountMinor = left + interest
  const message = 'Avslutat konto'
  ledger.move({ day: day.date, from: 'seb-placering', to: 'seb-spar', amountMinor, message })
}

export const banking: readonly Habit[] = [yearlyInterest, monthlyExchange, closing]
