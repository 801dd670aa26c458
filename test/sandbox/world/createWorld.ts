import type { LocalDate } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { toDay } from './calendar.ts'
import { banking } from './habits/banking.ts'
import { obligations } from './habits/bills.ts'
import { car } from './habits/car.ts'
import { everyday } from './habits/everyday.ts'
import { friends } from './habits/friends.ts'
import type { Habit } from './habits/habit.ts'
import { income } from './habits/income.ts'
import { transfers } from './habits/standingOrders.ts'
import { travel } from './habits/trips.ts'
import { accounts, people } from './household.ts'
import { createLedger } from './ledger.ts'
import { createMoneyMoves } from './moneyMoves.ts'
import { createRandom } from './random.ts'
import type { KnownOrder, World, WorldAccount, WorldTransaction } from './world.ts'

const HISTORY_DAYS = 730

// Money comes in before it goes out.
const householdLife: readonly Habit[] = [
  ...income,
  ...transfers,
  ...obligations,
  ...banking,
  ...friends,
  ...travel,
  ...car,
  ...everyday,
]

/**
 * Two years of a household up to `madeOn`, the same for the same seed and day. A later `today` only adds days: the
 * story is told on from where it stopped, and nothing told before changes.
 */
export function createWorld(options: {
  seed: string
  madeOn: LocalDate
  /** What people have ordered since it was made. */
  orders?: readonly KnownOrder[]
}): World {
  const { seed, madeOn, orders = [] } = options
  const ledger = createLedger(accounts)
  const moves = createMoneyMoves({ ledger, accountOf, known: orders })
  let toldUntil = addDays(madeOn, -HISTORY_DAYS - 1)
  const tellUntil = (today: LocalDate) => {
    while (toldUntil < today) {
      toldUntil = addDays(toldUntil, 1)
      const day = toDay(toldUntil)
      const chance = (subject: string) => createRandom(`${seed}/${subject}/${day.date}`)
      for (const habit of householdLife) habit({ day, ledger, chance })
      moves.settle(toldUntil)
    }
  }
  tellUntil(madeOn)

  const rowsUntil = (accountId: string, today: LocalDate) => {
    tellUntil(today)
    return ledger.rows(accountId).filter(({ day }) => day <= today)
  }

  return {
    people,
    accountsOf: (person, bank) =>
      accounts
        .filter((account) => account.bank === bank)
        .filter(({ owners, access }) => owners.includes(person) || access.includes(person))
        .map(toWorldAccount),
    transactionsOf: (accountId, today) => rowsUntil(accountId, today).reverse().sort(newestFirst),
    balanceOf: (accountId, today) => {
      const { openingMinor, creditLimitMinor } = accountOf(accountId)
      const rows = rowsUntil(accountId, today)
      const bookedMinor = openingMinor + sum(rows.filter(({ bookedOn }) => bookedOn <= today))
      const pendingMinor = sum(rows.filter(({ bookedOn }) => bookedOn > today))
      return {
        bookedMinor,
        pendingMinor,
        availableMinor: bookedMinor + pendingMinor + creditLimitMinor,
      }
    },
    moveMoney: (order) => {
      tellUntil(order.orderedOn)
      return moves.add(order, toldUntil)
    },
    moves: () => moves.list(),
    orders: () => moves.orders(),
  }
}

function accountOf(id: string): (typeof accounts)[number] {
  const account = accounts.find((one) => one.id === id)
  if (!account) throw new RangeError(`no account ${id}`)
  return account
}

function newestFirst(a: WorldTransaction, b: WorldTransaction): number {
  if (a.bookedOn === b.bookedOn) return 0
  return a.bookedOn < b.bookedOn ? 1 : -1
}

function sum(rows: readonly WorldTransaction[]): number {
  return rows.reduce((total, { amountMinor }) => total + amountMinor, 0)
}

function toWorldAccount({ openingMinor: _, ...account }: (typeof accounts)[number]): WorldAccount {
  return account
}
