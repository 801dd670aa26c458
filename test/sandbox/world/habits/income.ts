import type { Habit } from './habit.ts'

// In per cent of an ordinary month: holiday pay in June, half tax in December.
const seasonOfPay: Readonly<Record<number, number>> = { 6: 128, 12: 117 }

const ingridsSalary: Habit = ({ day, ledger, chance }) => {
  if (!day.payDays.includes(12)) return
  ledger.post('sbanken-bruk', {
    day: day.date,
    kind: 'salary',
    amountMinor: payOf(day, 40_900_00, chance('salary ingrid').int(0, 90_00)),
    counterparty: 'Oslo kommune Utdanningsetaten',
    message: `Lønn ${monthText(day)}`,
  })
}

const jonasSalary: Habit = ({ day, ledger, chance }) => {
  if (!day.payDays.includes(15)) return
  ledger.post('sparebank1-lonn', {
    day: day.date,
    kind: 'salary',
    amountMinor: payOf(day, 43_600_00, chance('salary jonas').int(0, 140_00)),
    counterparty: 'Fjordgløtt Arkitekter AS',
    message: `Lønn ${monthText(day)}`,
  })
}

/** Jonas teaches at a school across the border one day a week. */
const jonasSwedishSalary: Habit = ({ day, ledger, chance }) => {
  if (!day.payDays.includes(25)) return
  ledger.post('seb-privat', {
    day: day.date,
    kind: 'salary',
    amountMinor: payOf(day, 9_740_00, chance('salary seb').int(0, 210_00)),
    counterparty: 'Värmlands Byggskola AB',
    message: 'Lön',
  })
}

const childBenefit: Habit = ({ day, ledger }) => {
  if (!day.dueDays.includes(28)) return
  ledger.post('sparebank1-felles', {
    day: day.date,
    kind: 'giro',
    amountMinor: 1_968_00,
    counterparty: 'NAV Familie- og pensjonsytelser',
    message: 'Barnetrygd',
  })
}

const emmasSummerJob: Habit = ({ day, ledger, chance }) => {
  if ((day.month !== 7 && day.month !== 8) || !day.payDays.includes(10)) return
  ledger.post('sparebank1-ungdom', {
    day: day.date,
    kind: 'salary',
    amountMinor: chance('summer job').int(2_100, 3_400) * 100,
    counterparty: 'Bær & Blåtind Gårdsbutikk',
    message: 'Sommerjobb',
  })
}

const months =
  'januar februar mars april mai juni juli august september oktober november desember'.split(' ')

function monthText({ month, year }: { month: number; year: number }): string {
  return `${months[month - 1] ?? ''} ${year}`
}

/** Pay goes up by two per cent each May. */
function payOf(day: { year: number; month: number }, base: number, extra: number): number {
  const raises = day.year - 2024 + (day.month >= 5 ? 1 : 0)
  const yearly = base + Math.floor((base * 2 * raises) / 100)
  return Math.floor((yearly * (seasonOfPay[day.month] ?? 100)) / 100) + extra
}

export const income: readonly Habit[] = [
  ingridsSalary,
  jonasSalary,
  jonasSwedishSalary,
  childBenefit,
  emmasSummerJob,
]
