import type { HouseholdAccountId } from '../household.ts'
import type { Day } from '../calendar.ts'
import { buy, shop } from './purchases.ts'
import type { Shop } from './purchases.ts'
import type { Habit } from './habit.ts'

interface Trip {
  readonly month: number
  readonly firstDay: number
  readonly lastDay: number
  /** Only in years that leave this rest by two; absent: every year. */
  readonly yearRest?: number
  readonly currency: string
  /** Kroner for one unit, in ten-thousandths. */
  readonly rate: number
  readonly shops: readonly [Shop, ...Shop[]]
}

const italy = { city: 'Lucca', country: 'IT' }
const greece = { city: 'Chania', country: 'GR' }
const denmark = { city: 'København', country: 'DK' }
const london = { city: 'London', country: 'GB' }
const spain = { city: 'Altea', country: 'ES' }

const trips: readonly Trip[] = [
  {
    month: 7,
    firstDay: 6,
    lastDay: 19,
    yearRest: 0,
    currency: 'EUR',
    rate: 116_800,
    shops: [
      shop('Trattoria da Niccolò', '5812', [38, 124, 50], italy),
      shop('Conad Lucca', '5411', [14, 86, 1], italy),
      shop('Gelateria Città Bella', '5814', [9, 24, 50], italy),
      shop('Museo della Città', '7991', [24, 60, 100], italy),
      shop('Trenitalia', '4112', [12, 78, 10], italy),
      shop('Albergo Le Mura', '7011', [118, 240, 100], italy),
    ],
  },
  {
    month: 7,
    firstDay: 8,
    lastDay: 21,
    yearRest: 1,
    currency: 'EUR',
    rate: 117_300,
    shops: [
      shop('Taverna Ο Γλάρος', '5812', [32, 98, 50], greece),
      shop('AB Vassilopoulos', '5411', [12, 74, 1], greece),
      shop('Chania Rent a Car', '7512', [48, 190, 100], greece),
      shop('Kafeneio Limani', '5814', [7, 21, 50], greece),
      shop('Hotel Amphora', '7011', [110, 220, 100], greece),
    ],
  },
  {
    month: 4,
    firstDay: 10,
    lastDay: 13,
    currency: 'DKK',
    rate: 15_640,
    shops: [
      shop('Tivoli København', '7996', [155, 790, 500], denmark),
      shop('Smørrebrød & Øl', '5812', [180, 820, 100], denmark),
      shop('Netto Nørrebro', '5411', [60, 310, 5], denmark),
      shop('DSB', '4112', [36, 240, 100], denmark),
      shop('Hotel Ærø', '7011', [890, 1690, 100], denmark),
    ],
  },
  {
    month: 10,
    firstDay: 2,
    lastDay: 5,
    currency: 'GBP',
    rate: 134_700,
    shops: [
      shop('Transport for London', '4111', [3, 16, 10], london),
      shop("Sainsbury's Local", '5411', [6, 38, 1], london),
      shop('The Anchor & Hope', '5812', [22, 94, 5], london),
      shop('Waterstones Piccadilly', '5942', [9, 46, 1], london),
      shop('The Bloomsbury Inn', '7011', [98, 210, 100], london),
    ],
  },
  {
    month: 2,
    firstDay: 16,
    lastDay: 21,
    currency: 'EUR',
    rate: 116_200,
    shops: [
      shop('Mercadona Altea', '5411', [12, 96, 1], spain),
      shop('Panadería Peñón', '5462', [4, 18, 5], spain),
      shop('Restaurante El Año Nuevo', '5812', [28, 88, 50], spain),
      shop('Ferretería Muñoz', '5251', [8, 74, 5], spain),
    ],
  },
]

export function tripOn({ year, month, dayOfMonth }: Day): Trip | undefined {
  return trips.find(
    (trip) =>
      trip.month === month &&
      dayOfMonth >= trip.firstDay &&
      dayOfMonth <= trip.lastDay &&
      (trip.yearRest === undefined || trip.yearRest === year % 2),
  )
}

const travellers: readonly { account: HouseholdAccountId; keepMinor: number }[] = [
  { account: 'sbanken-kort', keepMinor: 4_000_00 },
  { account: 'sparebank1-kort', keepMinor: 4_000_00 },
]

const abroad: Habit = (today) => {
  const trip = tripOn(today.day)
  if (!trip) return
  for (const { account, keepMinor } of travellers) {
    const random = today.chance(`trip ${account}`)
    const rate = trip.rate + random.int(-1_500, 1_500)
    const purchases = random.int(1, 4)
    for (let purchase = 0; purchase < purchases; purchase++) {
      const tariff = { currency: trip.currency, rate }
      buy(today, { account, shop: random.pick(trip.shops), random, keepMinor, tariff })
    }
  }
}

/** Parking and food on the eurozone trips, paid from the euro account. */
const abroadInEuro: Habit = (today) => {
  const trip = tripOn(today.day)
  const random = today.chance('trip euro')
  if (trip?.currency !== 'EUR' || !random.percent(60)) return
  buy(today, { account: 'aritma-euro', shop: random.pick(trip.shops), random, keepMinor: 150_00 })
}

export const travel: readonly Habit[] = [abroad, abroadInEuro]
