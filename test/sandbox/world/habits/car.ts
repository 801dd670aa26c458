import { ensureCover } from './habit.ts'
import type { Habit } from './habit.ts'
import { buy, shop } from './purchases.ts'
import type { Shop } from './purchases.ts'
import { tripOn } from './trips.ts'

const bil = 'enablebanking-bil'
const buffer = 'enablebanking-buffer'
const kort = 'enablebanking-kort'

const fuel: readonly [Shop, ...Shop[]] = [
  shop('Circle K Økern', '5541', [420, 980]),
  shop('Uno-X Sinsen', '5541', [380, 940]),
  shop('YX Skøyen', '5541', [410, 970]),
]
const onTheWay: readonly [Shop, ...Shop[]] = [
  shop('EasyPark', '7523', [22, 168]),
  shop('Wash & Shine Alnabru', '7542', [149, 249, 100]),
  shop('Mester Grønn Storo', '5992', [129, 349, 100]),
]

/** The car is lent to neighbours, which pays for most of it. */
const lending: Habit = ({ day, ledger, chance }) => {
  if (!day.dueDays.includes(8)) return
  ledger.post(bil, {
    day: day.date,
    kind: 'transfer',
    amountMinor: chance('lending').int(31, 43) * 100_00,
    counterparty: 'Nabobil Utleie',
    message: 'Utbetaling utleie',
    counterpartyAccount: '60290412343',
  })
}

const driving: Habit = (today) => {
  if (tripOn(today.day)) return
  const random = today.chance('car')
  const keepMinor = 2_000_00
  if (random.percent(11)) buy(today, { account: bil, shop: random.pick(fuel), random, keepMinor })
  const often = today.day.weekday < 6 ? 9 : 16
  if (random.percent(often))
    buy(today, { account: kort, shop: random.pick(onTheWay), random, keepMinor: 10_000_00 })
}

const carBills: Habit = (today) => {
  const { day, ledger, chance } = today
  if (day.dueDays.includes(19)) {
    ledger.post(bil, {
      day: day.date,
      kind: 'direct_debit',
      amountMinor: -chance('toll').int(180, 420) * 100,
      counterparty: 'Fjellinjen',
      message: 'Bompasseringer',
    })
  }
  if (day.dueDays.includes(9))
    ledger.move({ day: day.date, from: bil, to: buffer, amountMinor: 500_00, message: 'Buffer' })
  if (day.dueDays.includes(22)) {
    const owed = Math.max(0, -ledger.balance(kort))
    ensureCover(today, { account: bil, from: buffer, neededMinor: owed + 1_000_00 })
    const amountMinor = Math.min(owed, Math.max(0, ledger.balance(bil) - 1_000_00))
    ledger.move({ day: day.date, from: bil, to: kort, amountMinor, message: 'Kortregning' })
  }
}

export const car: readonly Habit[] = [lending, carBills, driving]
