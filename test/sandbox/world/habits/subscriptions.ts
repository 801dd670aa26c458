import type { HouseholdAccountId } from '../household.ts'
import type { Habit, Today } from './habit.ts'

interface Subscription {
  readonly onDay: number
  /** Absent: every month. */
  readonly months?: readonly number[]
  readonly card: HouseholdAccountId
  readonly name: string
  readonly city: string
  readonly country: string
  readonly mcc: string
  /** In 2024, before the first rise. */
  readonly price: number
  /** What is added once a year, in this month: a service becomes dearer, and few notice. */
  readonly rise?: { readonly month: number; readonly by: number }
}

const stockholm = { city: 'Stockholm', country: 'SE' }
const oslo = { city: 'Oslo', country: 'NO' }

const subscriptions: readonly Subscription[] = [
  {
    ...oslo,
    onDay: 11,
    card: 'sbanken-kort',
    name: 'Netflix.com',
    mcc: '4899',
    price: 129_00,
    rise: { month: 2, by: 20_00 },
  },
  {
    ...stockholm,
    onDay: 3,
    card: 'sbanken-kort',
    name: 'Spotify Family',
    mcc: '5815',
    price: 199_00,
    rise: { month: 9, by: 20_00 },
  },
  {
    ...oslo,
    onDay: 24,
    card: 'sparebank1-kort',
    name: 'Aftenposten',
    mcc: '5968',
    price: 299_00,
    rise: { month: 1, by: 30_00 },
  },
  { ...oslo, onDay: 7, card: 'sparebank1-kort', name: 'Viaplay', mcc: '4899', price: 149_00 },
  {
    city: 'Cork',
    country: 'IE',
    onDay: 19,
    months: [4],
    card: 'sparebank1-kort',
    name: 'Dropbox',
    mcc: '5734',
    price: 1_339_00,
  },
]

const monthly: Habit = (today) => {
  for (const subscription of subscriptions) {
    const { onDay, months, card } = subscription
    if (!today.day.dueDays.includes(onDay) || months?.includes(today.day.month) === false) continue
    const price = toPrice(subscription, today.day)
    if (today.ledger.spendable(card) < price) continue
    const { name: counterparty, city, country, mcc } = subscription
    const place = { city, country, mcc }
    const purchase = { day: today.day.date, kind: 'card', amountMinor: -price } as const
    today.ledger.post(card, { ...purchase, counterparty, bookedAfter: 2, ...place })
  }
}

function toPrice({ price, rise }: Subscription, { year, month }: Today['day']): number {
  if (!rise) return price
  return price + (year - 2024 + (month >= rise.month ? 1 : 0)) * rise.by
}

export const subscribed: readonly Habit[] = [monthly]
