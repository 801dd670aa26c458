import type { HouseholdAccountId } from '../household.ts'
import type { WorldTransactionKind } from '../world.ts'
import type { Habit, Today } from './habit.ts'
import { ensureCover } from './habit.ts'

interface Bill {
  readonly onDay: number
  /** Months in which it comes; absent: all. */
  readonly months?: readonly number[]
  readonly account: HouseholdAccountId
  readonly kind: WorldTransactionKind
  readonly payee: string
  /** Number of the payee, where the bank would know it. */
  readonly payeeAccount?: string
  readonly low: number
  readonly high: number
  readonly message?: string
}

const quarters = [1, 4, 7, 10]
const felles = 'sparebank1-felles'
const regning = 'aritma-regning'

const bills: readonly Bill[] = [
  {
    onDay: 20,
    account: felles,
    kind: 'direct_debit',
    payee: 'Telia Norge AS',
    low: 1_247_00,
    high: 1_391_00,
    message: 'Mobil og bredbånd',
  },
  {
    onDay: 1,
    account: felles,
    kind: 'direct_debit',
    payee: 'Gjensidige Forsikring',
    low: 1_684_00,
    high: 1_684_00,
    message: 'Hus, bil og reise',
  },
  {
    onDay: 5,
    months: [1, 8],
    account: felles,
    kind: 'giro',
    payee: 'Torshov Håndball',
    payeeAccount: '12993401228',
    low: 1_950_00,
    high: 2_400_00,
    message: 'Treningsavgift Emma',
  },
  {
    onDay: 3,
    account: felles,
    kind: 'direct_debit',
    payee: 'Fjellinjen AS',
    low: 184_00,
    high: 612_00,
    message: 'Bompenger',
  },
  {
    onDay: 6,
    months: quarters,
    account: regning,
    kind: 'giro',
    payee: 'Oslo kommune',
    payeeAccount: '12993405568',
    low: 3_880_00,
    high: 4_310_00,
    message: 'Kommunale avgifter',
  },
  {
    onDay: 21,
    account: regning,
    kind: 'giro',
    payee: 'Sameiet Ærfuglgata 8',
    low: 2_450_00,
    high: 2_450_00,
    message: 'Felleskostnader',
  },
  {
    onDay: 2,
    months: [1],
    account: regning,
    kind: 'fee',
    payee: 'Årspris Visa',
    low: 395_00,
    high: 395_00,
  },
  {
    onDay: 15,
    months: quarters,
    account: 'sbanken-bruk',
    kind: 'fee',
    payee: 'Gebyr papirfaktura',
    low: 79_00,
    high: 79_00,
  },
  {
    onDay: 1,
    account: 'sparebank1-lonn',
    kind: 'direct_debit',
    payee: 'SATS Sjølyst',
    low: 599_00,
    high: 599_00,
    message: 'Medlemskap',
  },
  {
    onDay: 4,
    account: 'sparebank1-ingrid',
    kind: 'direct_debit',
    payee: 'Pilates på Bakken',
    low: 449_00,
    high: 449_00,
  },
  {
    onDay: 16,
    account: 'sbanken-bruk',
    kind: 'direct_debit',
    payee: 'Utdanningsforbundet',
    low: 612_00,
    high: 612_00,
    message: 'Kontingent',
  },
  {
    onDay: 20,
    account: 'sparebank1-lonn',
    kind: 'giro',
    payee: 'Lånekassen',
    payeeAccount: '12993409988',
    low: 1_870_00,
    high: 1_870_00,
    message: 'Termin',
  },
  {
    onDay: 27,
    account: 'seb-privat',
    kind: 'giro',
    payee: 'Årjängs Elnät',
    low: 310_00,
    high: 890_00,
    message: 'Elnät stugan',
  },
  {
    onDay: 27,
    months: [3, 6, 9, 12],
    account: 'seb-privat',
    kind: 'giro',
    payee: 'Länsförsäkringar Värmland',
    low: 1_140_00,
    high: 1_140_00,
    message: 'Fritidshus',
  },
  {
    onDay: 27,
    account: 'seb-privat',
    kind: 'direct_debit',
    payee: 'Sjöglimtens Samfällighet',
    low: 260_00,
    high: 260_00,
  },
  {
    onDay: 5,
    months: [1, 7],
    account: 'seb-privat',
    kind: 'fee',
    payee: 'Kortavgift',
    low: 162_50,
    high: 162_50,
  },
  {
    onDay: 8,
    account: 'aritma-euro',
    kind: 'direct_debit',
    payee: 'Comunidad Calle Águila',
    low: 68_00,
    high: 68_00,
    message: 'Cuota mensual',
  },
  {
    onDay: 17,
    account: 'aritma-euro',
    kind: 'direct_debit',
    payee: 'Iberluz Energía',
    low: 21_40,
    high: 64_90,
    message: 'Electricidad',
  },
]

const monthlyBills: Habit = (today) => {
  for (const bill of bills) {
    if (!today.day.dueDays.includes(bill.onDay)) continue
    if (bill.months && !bill.months.includes(today.day.month)) continue
    const amount = today.chance(`bill ${bill.payee}`).int(bill.low, bill.high)
    pay(today, { ...bill, amount })
  }
}

// Kroner of a month in which power costs what it usually does.
const powerByMonth = [4120, 3850, 3100, 2400, 1500, 950, 820, 880, 1250, 2050, 2980, 3650]

const power: Habit = (today) => {
  if (!today.day.dueDays.includes(18)) return
  const usual = powerByMonth[(today.day.month + 10) % 12] ?? 0
  const amount = Math.floor((usual * today.chance('power').int(84_00, 121_00)) / 100)
  const payee = 'Hafslund Strøm'
  pay(today, { account: felles, kind: 'direct_debit', payee, amount, message: 'Strøm og nettleie' })
}

const mortgage: Habit = ({ day, ledger }) => {
  if (day.dueDays.includes(22)) {
    const message = 'Terminbeløp'
    ledger.move({
      day: day.date,
      from: regning,
      to: 'aritma-bolig',
      amountMinor: 19_850_00,
      message,
    })
  }
  if (!day.dueDays.includes(30) && !(day.month === 2 && day.dueDays.includes(28))) return
  // 4.65 % a year, a twelfth each month.
  const interest = Math.floor((-ledger.balance('aritma-bolig') * 465) / 120_000)
  ledger.post('aritma-bolig', {
    day: day.date,
    kind: 'interest',
    amountMinor: -interest,
    counterparty: 'Renter',
    message: 'Nominell rente 4,65 %',
  })
}

const coveredBy: Readonly<Partial<Record<HouseholdAccountId, HouseholdAccountId>>> = {
  'sparebank1-felles': 'sparebank1-ferie',
  'sbanken-bruk': 'sbanken-hoyrente',
  'aritma-regning': 'sbanken-hoyrente',
  'seb-privat': 'seb-spar',
  'sparebank1-ingrid': 'sparebank1-ferie',
}

function pay(
  today: Today,
  bill: Pick<Bill, 'account' | 'kind' | 'payee' | 'payeeAccount' | 'message'> & { amount: number },
): void {
  const { account, kind, payee, payeeAccount, message, amount } = bill
  const from = coveredBy[account]
  if (from) ensureCover(today, { account, from, neededMinor: amount + 500_00 })
  // A bill without cover is not paid; the household's incomes are made so that this does not happen.
  if (today.ledger.spendable(account) < amount) return
  today.ledger.post(account, {
    day: today.day.date,
    kind,
    amountMinor: -amount,
    counterparty: payee,
    ...(payeeAccount && { counterpartyAccount: payeeAccount }),
    ...(message && { message }),
  })
}

export const obligations: readonly Habit[] = [monthlyBills, power, mortgage]
