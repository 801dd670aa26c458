import type { HouseholdAccountId } from '../household.ts'
import type { Habit, Today } from './habit.ts'
import { ensureCover, roundDown } from './habit.ts'

interface StandingOrder {
  readonly onDay: number
  readonly from: HouseholdAccountId
  readonly to: HouseholdAccountId
  readonly amountMinor: number
  readonly message?: string
}

const orders: readonly StandingOrder[] = [
  {
    onDay: 13,
    from: 'sbanken-bruk',
    to: 'sparebank1-felles',
    amountMinor: 12_500_00,
    message: 'Felles',
  },
  {
    onDay: 14,
    from: 'sbanken-bruk',
    to: 'aritma-regning',
    amountMinor: 12_500_00,
    message: 'Huslån',
  },
  { onDay: 14, from: 'sbanken-bruk', to: 'sparebank1-ingrid', amountMinor: 2_600_00 },
  {
    onDay: 14,
    from: 'sbanken-bruk',
    to: 'sbanken-hoyrente',
    amountMinor: 2_000_00,
    message: 'Buffer',
  },
  {
    onDay: 14,
    from: 'sbanken-bruk',
    to: 'sbanken-emma',
    amountMinor: 300_00,
    message: 'Sparing til Emma',
  },
  {
    onDay: 16,
    from: 'sparebank1-lonn',
    to: 'sparebank1-felles',
    amountMinor: 13_000_00,
    message: 'Felles',
  },
  {
    onDay: 17,
    from: 'sparebank1-lonn',
    to: 'aritma-regning',
    amountMinor: 12_500_00,
    message: 'Huslån',
  },
  {
    onDay: 17,
    from: 'sparebank1-lonn',
    to: 'sparebank1-bsu',
    amountMinor: 2_200_00,
    message: 'BSU',
  },
  {
    onDay: 18,
    from: 'sparebank1-felles',
    to: 'sparebank1-ferie',
    amountMinor: 4_000_00,
    message: 'Ferie',
  },
  { onDay: 26, from: 'seb-privat', to: 'seb-spar', amountMinor: 1_500_00, message: 'Spar' },
]

const standingOrders: Habit = ({ day, ledger }) => {
  for (const { onDay, ...order } of orders) {
    if (day.dueDays.includes(onDay)) ledger.move({ day: day.date, ...order })
  }
}

const pocketMoney: Habit = ({ day, ledger }) => {
  if (day.weekday !== 5) return
  const message = 'Ukepenger'
  const amountMinor = day.month === 12 ? 250_00 : 200_00
  ledger.move({
    day: day.date,
    from: 'sparebank1-ingrid',
    to: 'sparebank1-ungdom',
    amountMinor,
    message,
  })
}

interface Sweep {
  readonly from: HouseholdAccountId
  readonly to: HouseholdAccountId
  readonly keepMinor: number
}

const sweeps: readonly Sweep[] = [
  { from: 'sbanken-bruk', to: 'sbanken-hoyrente', keepMinor: 11_000_00 },
  { from: 'sparebank1-felles', to: 'sparebank1-ferie', keepMinor: 20_000_00 },
  { from: 'aritma-regning', to: 'sbanken-hoyrente', keepMinor: 24_000_00 },
  { from: 'sparebank1-ingrid', to: 'sparebank1-ferie', keepMinor: 5_000_00 },
  { from: 'seb-privat', to: 'seb-spar', keepMinor: 14_000_00 },
  { from: 'sparebank1-ungdom', to: 'sbanken-emma', keepMinor: 3_000_00 },
]

/** What is left towards the end of the month is put aside. */
const monthEnd: Habit = ({ day, ledger }) => {
  if (!day.dueDays.includes(29)) return
  for (const { from, to, keepMinor } of sweeps) {
    const amountMinor = roundDown(ledger.balance(from) - keepMinor, 500_00)
    if (amountMinor >= 1000_00)
      ledger.move({ day: day.date, from, to, amountMinor, message: 'Sparing' })
  }
  investWhatIsLeft({ day, ledger })
}

function investWhatIsLeft({ day, ledger }: Pick<Today, 'day' | 'ledger'>): void {
  const amountMinor = roundDown(ledger.balance('sparebank1-lonn') - 13_000_00, 500_00)
  if (amountMinor < 1000_00) return
  ledger.post('sparebank1-lonn', {
    day: day.date,
    kind: 'giro',
    amountMinor: -amountMinor,
    counterparty: 'Fondshuset Verdipapir',
    message: 'Globalindeks, månedlig sparing',
  })
}

const cards = [
  { card: 'sbanken-kort', payer: 'sbanken-bruk', savings: 'sparebank1-ferie' },
  { card: 'sparebank1-kort', payer: 'sparebank1-lonn', savings: null },
] as const

/** What is owed on a card is paid in full once a month, with help from the savings after a holiday. */
const cardBills: Habit = (today) => {
  const { day, ledger } = today
  if (!day.dueDays.includes(20)) return
  for (const { card, payer, savings } of cards) {
    const owed = Math.max(0, -lastStatement(card, today))
    if (savings) ensureCover(today, { account: payer, from: savings, neededMinor: owed + 3_000_00 })
    const amountMinor = Math.min(owed, Math.max(0, ledger.balance(payer) - 2_000_00))
    ledger.move({
      day: day.date,
      from: payer,
      to: card,
      amountMinor,
      message: 'Kredittkortregning',
    })
  }
}

/** What was owed when the month began, less what came back since. */
function lastStatement(card: HouseholdAccountId, { day, ledger }: Today): number {
  const month = day.date.slice(0, 7)
  const spentSince = ledger
    .rows(card)
    .filter((row) => row.day.startsWith(month) && row.amountMinor < 0)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return ledger.balance(card) - spentSince
}

export const transfers: readonly Habit[] = [standingOrders, pocketMoney, cardBills, monthEnd]
