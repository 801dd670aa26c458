import type { HouseholdAccountId } from '../household.ts'
import { buy, shop } from './purchases.ts'
import type { Shop } from './purchases.ts'
import type { Habit } from './habit.ts'
import {
  bigger,
  cabinShops,
  emmasShops,
  euroShops,
  grocers,
  householdShops,
  ingridsSmall,
  jonasSmall,
} from './shops.ts'
import { tripOn } from './trips.ts'

interface Spending {
  readonly subject: string
  readonly account: HouseholdAccountId
  readonly shops: readonly [Shop, ...Shop[]]
  /** Chance in per cent on working days and at weekends. */
  readonly weekday: number
  readonly weekend: number
  readonly keepMinor: number
}

const spendings: readonly Spending[] = [
  {
    subject: 'groceries',
    account: 'sparebank1-felles',
    shops: grocers,
    weekday: 55,
    weekend: 70,
    keepMinor: 2_500_00,
  },
  {
    subject: 'household',
    account: 'sparebank1-felles',
    shops: householdShops,
    weekday: 14,
    weekend: 30,
    keepMinor: 5_000_00,
  },
  {
    subject: 'small ingrid',
    account: 'sbanken-bruk',
    shops: ingridsSmall,
    weekday: 36,
    weekend: 26,
    keepMinor: 1_000_00,
  },
  {
    subject: 'small jonas',
    account: 'sparebank1-lonn',
    shops: jonasSmall,
    weekday: 36,
    weekend: 26,
    keepMinor: 1_000_00,
  },
  {
    subject: 'card ingrid',
    account: 'sbanken-kort',
    shops: bigger,
    weekday: 12,
    weekend: 27,
    keepMinor: 15_000_00,
  },
  {
    subject: 'card jonas',
    account: 'sparebank1-kort',
    shops: bigger,
    weekday: 13,
    weekend: 26,
    keepMinor: 20_000_00,
  },
  {
    subject: 'extra ingrid',
    account: 'sparebank1-ingrid',
    shops: grocers,
    weekday: 8,
    weekend: 12,
    keepMinor: 900_00,
  },
  {
    subject: 'emma',
    account: 'sparebank1-ungdom',
    shops: emmasShops,
    weekday: 22,
    weekend: 38,
    keepMinor: 40_00,
  },
  {
    subject: 'euro',
    account: 'seb-valuta',
    shops: euroShops,
    weekday: 6,
    weekend: 6,
    keepMinor: 20_00,
  },
]

const shopping: Habit = (today) => {
  if (tripOn(today.day)) return
  for (const { subject, account, shops, weekday, weekend, keepMinor } of spendings) {
    const random = today.chance(subject)
    if (!random.percent(today.day.weekday < 6 ? weekday : weekend)) continue
    buy(today, { account, shop: random.pick(shops), random, keepMinor })
  }
}

/** Every third weekend at the cabin in Sweden. */
const cabin: Habit = (today) => {
  const random = today.chance('cabin')
  if (today.day.weekday < 5 || tripOn(today.day) || !random.percent(38)) return
  const visits = random.int(1, 3)
  for (let visit = 0; visit < visits; visit++) {
    buy(today, {
      account: 'seb-privat',
      shop: random.pick(cabinShops),
      random,
      keepMinor: 1_500_00,
    })
  }
}

const ticket = shop('Ruter', '4111', [46, 46])

/** Two single tickets, there and back: the same shop, day and amount twice. */
const commute: Habit = (today) => {
  if (today.day.weekday > 5 || tripOn(today.day)) return
  const random = today.chance('commute')
  if (!random.percent(22)) return
  for (const direction of ['there', 'back']) {
    const keepMinor = direction === 'there' ? 1_100_00 : 1_000_00
    buy(today, { account: 'sbanken-bruk', shop: ticket, random: today.chance('ticket'), keepMinor })
  }
}

interface Subscription {
  readonly onDay: number
  readonly account: HouseholdAccountId
  readonly shop: Shop
  /** What is added each year from this month on: a service becomes dearer, and few notice. */
  readonly rise?: { readonly month: number; readonly by: number }
}

const subscriptions: readonly Subscription[] = [
  {
    onDay: 3,
    account: 'sbanken-kort',
    shop: shop('Spotify', '5815', [179, 179]),
    rise: { month: 9, by: 10_00 },
  },
  {
    onDay: 7,
    account: 'sparebank1-kort',
    shop: shop('Netflix', '4899', [149, 149]),
    rise: { month: 2, by: 20_00 },
  },
  {
    onDay: 9,
    account: 'sbanken-kort',
    shop: shop('Aftenposten', '5994', [289, 289]),
    rise: { month: 1, by: 30_00 },
  },
  { onDay: 11, account: 'sparebank1-lonn', shop: shop('Ruter månedsbillett', '4111', [897, 897]) },
  { onDay: 17, account: 'sparebank1-kort', shop: shop('Apple iCloud', '5815', [39, 39]) },
  { onDay: 19, account: 'sparebank1-kort', shop: shop('Adobe Creative Cloud', '5734', [329, 329]) },
  { onDay: 24, account: 'sbanken-kort', shop: shop('Storytel', '5815', [229, 229]) },
  {
    onDay: 12,
    account: 'seb-privat',
    shop: shop('SVT-gruppen Tidning', '5994', [129, 129], { city: 'Karlstad', country: 'SE' }),
  },
]

const subscribed: Habit = (today) => {
  for (const { onDay, account, shop: service, rise } of subscriptions) {
    if (today.day.dayOfMonth !== onDay) continue
    const { year, month } = today.day
    const dearer = rise ? (year - 2024 + (month >= rise.month ? 1 : 0)) * rise.by : 0
    const now = { ...service, low: service.low + dearer, high: service.high + dearer }
    buy(today, { account, shop: now, random: today.chance(`subscription ${service.name}`) })
  }
}

const returnable = new Set(['Zalando', 'Komplett.no', 'XXL Sport og Villmark'])

/** Something sent back: the whole price returns some days after the purchase. */
const refunds: Habit = ({ day, ledger, chance }) => {
  const random = chance('refund')
  if (day.weekday > 5 || !random.percent(5)) return
  const account = random.pick(['sbanken-kort', 'sparebank1-kort'])
  const recent = ledger.rows(account).slice(-25)
  const bought = recent.find(
    ({ counterparty, bookedOn, amountMinor }) =>
      returnable.has(counterparty) && bookedOn < day.date && amountMinor < 0,
  )
  if (!bought || recent.some(({ amountMinor }) => amountMinor === -bought.amountMinor)) return
  ledger.post(account, {
    day: day.date,
    kind: 'card',
    amountMinor: -bought.amountMinor,
    counterparty: bought.counterparty,
    message: 'Retur',
    city: 'Oslo',
    country: 'NO',
    ...(bought.mcc && { mcc: bought.mcc }),
  })
}

const cash: Habit = ({ day, ledger, chance }) => {
  const random = chance('cash')
  if (!random.percent(3)) return
  const account = random.pick(['sbanken-bruk', 'sparebank1-lonn', 'sparebank1-ingrid'])
  const amountMinor = random.pick([200_00, 500_00, 1000_00])
  if (ledger.spendable(account) - amountMinor < 1_000_00) return
  const place = { city: 'Oslo', country: 'NO', mcc: '6011' }
  const counterparty = 'Minibank Grünerløkka'
  ledger.post(account, {
    day: day.date,
    kind: 'atm',
    amountMinor: -amountMinor,
    counterparty,
    ...place,
  })
}

/** No day without a purchase somewhere: on every day there are reservations to see. */
const atLeastCoffee: Habit = (today) => {
  const bought = spendings.some(({ account }) => {
    const last = today.ledger.rows(account).at(-1)
    return last?.kind === 'card' && last.day === today.day.date && last.amountMinor < 0
  })
  if (bought) return
  const random = today.chance('coffee')
  buy(today, { account: 'sbanken-kort', shop: random.pick(ingridsSmall), random })
}

export const everyday: readonly Habit[] = [
  shopping,
  cabin,
  commute,
  subscribed,
  refunds,
  cash,
  atLeastCoffee,
]
