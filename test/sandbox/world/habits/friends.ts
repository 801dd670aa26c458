import type { HouseholdAccountId } from '../household.ts'
import type { Habit, Today } from './habit.ts'

interface Circle {
  readonly account: HouseholdAccountId
  readonly percent: number
  readonly keepMinor: number
  readonly friends: readonly [string, ...string[]]
  readonly messages: readonly [string, ...string[]]
  /** In whole kroner or kronor. */
  readonly low: number
  readonly high: number
}

const circles: readonly Circle[] = [
  {
    account: 'sbanken-bruk',
    percent: 15,
    keepMinor: 1_500_00,
    friends: ['Åse Østby', 'Kari Bråten', 'Ragnhild Sæther', 'Zoë Nilsen-Aamodt', 'Torshov Vel'],
    messages: ['Takk for sist!', 'Bursdagsgave', 'Kino på søndag', 'Vaffelrøre og kaffe', 'Dugnad'],
    low: 50,
    high: 650,
  },
  {
    account: 'sparebank1-lonn',
    percent: 15,
    keepMinor: 1_500_00,
    friends: [
      'Pål Ødegård',
      'Håkon Færøy',
      'Bjørn-Erik Våge',
      'Siv Hellås',
      'Loppemarked Sinsen skole',
    ],
    messages: [
      'Pizza fredag',
      'Din del av hytta',
      'Sykkeldeler',
      'Håndballcup 🎉',
      'Øl etter kampen',
    ],
    low: 60,
    high: 800,
  },
  {
    account: 'sparebank1-ungdom',
    percent: 12,
    keepMinor: 30_00,
    friends: ['Nora Åsheim', 'Ella Bø', 'Iben Sørlie', 'Thea Kråkenes'],
    messages: ['kino', 'boller <3', 'bursdagsgave Ella', 'du la ut', 'tusen takk!!'],
    low: 20,
    high: 130,
  },
  {
    account: 'seb-privat',
    percent: 7,
    keepMinor: 1_500_00,
    friends: ['Märta Öberg', 'Jörgen Åkesson', 'Årjängs IF', 'Sjöglimtens Gårdsbutik'],
    messages: ['Ved till stugan', 'Fika', 'Midsommar', 'Båtplats', 'Ägg & potatis'],
    low: 40,
    high: 700,
  },
]

const mobilePayments: Habit = (today) => {
  for (const circle of circles) payOrGetPaid(today, circle)
}

function payOrGetPaid({ day, ledger, chance }: Today, circle: Circle): void {
  const random = chance(`friends ${circle.account}`)
  if (!random.percent(circle.percent)) return
  const amount = random.int(Math.ceil(circle.low / 5), Math.floor(circle.high / 5)) * 5 * 100
  const sends = random.percent(68)
  if (sends && ledger.spendable(circle.account) - amount < circle.keepMinor) return
  ledger.post(circle.account, {
    day: day.date,
    kind: 'mobile_payment',
    amountMinor: sends ? -amount : amount,
    counterparty: random.pick(circle.friends),
    message: random.pick(circle.messages),
  })
}

export const friends: readonly Habit[] = [mobilePayments]
