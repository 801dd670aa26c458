import type { LocalDate } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import type { PersonId, World, WorldAccount } from '../../world/world.ts'
import { isBsu } from './accountBodies.ts'
import type { AccountTrouble, SpareBank1Switches } from './switches.ts'
import type { TransferCode } from './transferCodes.ts'

/** What decides whether a transfer that is well-formed is taken. */
export interface AskedTransfer {
  readonly from: WorldAccount
  readonly to: WorldAccount
  readonly amountMinor: number
  /** The day on which it would be carried out. */
  readonly day: LocalDate
  readonly today: LocalDate
  readonly person: PersonId
  readonly world: World
  readonly switches: SpareBank1Switches
}

type Check = (asked: AskedTransfer) => TransferCode | null

const LAST_DUE_DAYS = 365
/** The law's limits for home savings: what may be saved in a year, and in all. */
const BSU_YEARLY_MINOR = 27_500_00
const BSU_TOTAL_MINOR = 300_000_00

const ofFrom: Readonly<Partial<Record<AccountTrouble, TransferCode>>> = {
  blocked: 'from.account.blocked',
  closed: 'debit.or.credit.account.is.closed',
  locked: 'from.account.not.valid.for.transfer',
}
const ofTo: Readonly<Partial<Record<AccountTrouble, TransferCode>>> = {
  closed: 'to.account.closed',
  locked: 'to.account.not.valid.for.transfer',
  pending: 'bsu.account.pending.creation',
  cannot_receive: 'to.account.cannot.receive.transfers',
  foreign: 'iban.required',
}

const checkAccess: Check = ({ from, person }) =>
  from.owners.includes(person) ? null : 'account.no.admission'

const checkDay: Check = ({ from, day, today }) => {
  if (day > addDays(today, LAST_DUE_DAYS)) return 'due.date.invalid'
  return isBsu(from) && day !== today ? 'due.date.must.be.today.when.transferring.from.bsu' : null
}

const checkBsu: Check = ({ to, amountMinor, day, today, world }) => {
  if (!isBsu(to)) return null
  const saved = world
    .transactionsOf(to.id, today)
    .filter(({ kind, ...row }) => kind !== 'interest' && row.day.slice(0, 4) === day.slice(0, 4))
    .reduce((sum, row) => sum + Math.max(0, row.amountMinor), 0)
  if (saved + amountMinor > BSU_YEARLY_MINOR) return 'bsu.yearly.amount.limit.exceeded'
  const { bookedMinor } = world.balanceOf(to.id, today)
  return bookedMinor + amountMinor > BSU_TOTAL_MINOR ? 'bsu.total.amount.limit.exceeded' : null
}

/** For a later day it shows on that day whether there is enough. */
const checkFunds: Check = ({ from, amountMinor, day, today, world }) =>
  day === today && world.balanceOf(from.id, today).availableMinor < amountMinor
    ? 'insufficient.funds'
    : null

const checkTrouble: Check = ({ from, to, switches: { accountTrouble } }) =>
  ofFrom[accountTrouble[from.id] ?? 'none'] ?? ofTo[accountTrouble[to.id] ?? 'none'] ?? null

const checkCard: Check = ({ from, to, amountMinor, today, world, switches }) => {
  if (from.kind !== 'current') return 'account.not.valid.for.domestic.payment'
  if (switches.accountTrouble[to.id] !== undefined)
    return 'credit.card.account.does.not.support.transfer.to'
  const { transactionMinor, dayMinor } = switches.cardLimits
  if (amountMinor > transactionMinor) return 'transaction.amount.limit.exceeded'
  const paid = world
    .moves()
    .filter((move) => move.to === to.id && move.orderedOn === today && move.state !== 'uncovered')
    .reduce((sum, move) => sum + move.amountMinor, 0)
  return paid + amountMinor > dayMinor ? 'periodic.amount.limit.exceeded' : null
}

export function findRefusal(asked: AskedTransfer): TransferCode | null {
  const ofKind =
    asked.to.kind === 'card' ? [checkAccess, checkCard] : [checkAccess, checkTrouble, checkBsu]
  for (const check of [...ofKind, checkDay, checkFunds]) {
    const code = check(asked)
    if (code !== null) return code
  }
  return null
}
