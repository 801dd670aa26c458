import type { LocalDate } from '@skrin/shared/brand'
import type { HouseholdAccount } from './household.ts'
import type { Ledger } from './ledger.ts'
import type { KnownOrder, MoneyMove, MoneyOrder, WorldTransaction } from './world.ts'

/** What people had their banks move, beside the story. */
export interface MoneyMoves {
  /** Carried out at once when its day has been told. @throws RangeError for what no bank would order */
  add(order: MoneyOrder, toldUntil: LocalDate): MoneyMove
  /** Carries out what is due when `day` has been told: what arrives, then what leaves. */
  settle(day: LocalDate): void
  list(): MoneyMove[]
  orders(): KnownOrder[]
}

interface Entry {
  readonly id: string
  readonly order: KnownOrder
  readonly rows: WorldTransaction[]
  state: MoneyMove['state'] | 'underway'
}

export function createMoneyMoves(options: {
  ledger: Ledger
  accountOf: (id: string) => HouseholdAccount
  known: readonly KnownOrder[]
}): MoneyMoves {
  const { ledger, accountOf } = options
  const entries: Entry[] = options.known.map(toEntry)

  const write = ({ id, order, rows }: Entry, side: 'out' | 'in') => {
    const [account, otherSide] = side === 'out' ? [order.from, order.to] : [order.to, order.from]
    const { message } = order
    rows.push(
      ledger.postLeg({
        id: `${id}-${side}`,
        account: accountOf(account).id,
        otherSide: accountOf(otherSide).id,
        day: side === 'out' ? order.day : order.arrivesOn,
        amountMinor: side === 'out' ? -order.amountMinor : order.amountMinor,
        ...(message !== null && { message }),
      }),
    )
  }
  const arrive = (entry: Entry) => {
    write(entry, 'in')
    entry.state = 'moved'
  }
  const carryOut = (entry: Entry, told: LocalDate) => {
    const { from, amountMinor, arrivesOn } = entry.order
    if (ledger.spendable(accountOf(from).id) < amountMinor) {
      entry.state = 'uncovered'
      return
    }
    write(entry, 'out')
    entry.state = 'underway'
    if (arrivesOn <= told) arrive(entry)
  }

  return {
    add: (order, toldUntil) => {
      const whole = toWhole(order)
      assertPossible(whole, accountOf)
      const after = whole.day > toldUntil ? whole.day : toldUntil
      const entry = toEntry({ ...whole, after }, entries.length)
      entries.push(entry)
      if (after === toldUntil) carryOut(entry, toldUntil)
      return toMove(entry)
    },
    settle: (day) => {
      for (const entry of entries) {
        if (entry.state === 'underway' && entry.order.arrivesOn === day) arrive(entry)
      }
      for (const entry of entries) {
        if (entry.state === 'waiting' && entry.order.after === day) carryOut(entry, day)
      }
    },
    list: () => entries.map(toMove),
    orders: () => entries.map(({ order }) => order),
  }
}

function toEntry(order: KnownOrder, index: number): Entry {
  return { id: `move-${index + 1}`, order, rows: [], state: 'waiting' }
}

/** Money that has left has moved, although it may take a day to be there. */
function toMove({ id, order: { after: _, ...order }, rows, state }: Entry): MoneyMove {
  return { id, ...order, rows: [...rows], state: state === 'underway' ? 'moved' : state }
}

function toWhole(order: MoneyOrder): Required<MoneyOrder> {
  const { day = order.orderedOn, message = null } = order
  return { ...order, day, arrivesOn: order.arrivesOn ?? day, message }
}

function assertPossible(
  { from, to, amountMinor, ...order }: Required<MoneyOrder>,
  accountOf: (id: string) => HouseholdAccount,
): void {
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0)
    throw new RangeError('nothing to move')
  if (from === to) throw new RangeError('one account only')
  if (accountOf(from).currency !== accountOf(to).currency) throw new RangeError('two currencies')
  if (order.day < order.orderedOn || order.arrivesOn < order.day) {
    throw new RangeError('a day that is over')
  }
}
