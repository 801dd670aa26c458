import type { TransferReason } from '@skrin/shared/api/transfers'
import { daysBetween } from '@skrin/shared/dates'
import type { LocalDate, TransactionId } from '@skrin/shared/brand'
import { isSameAccount, saysOtherSide } from './transferRow.ts'
import type { TransferRow } from './transferRow.ts'

/** Booking days from the row that goes out to the one that comes in: a bank's day earlier, or a long weekend later. */
const EARLIEST = -1
export const LATEST = 5

export interface Pair {
  readonly out: TransactionId
  readonly in: TransactionId
  readonly day: LocalDate
  readonly reason: Exclude<TransferReason, 'person'>
}

/**
 * Rows of one currency and one figure that may be one move, for each two accounts by what these two accounts say, and by
 * nothing else: whoever sees both comes to the same pairs, whatever other accounts there are.
 */
export function findPairs(rows: readonly TransferRow[]): Pair[] {
  const byAccount = [...Map.groupBy(rows, ({ account }) => account.id).values()]
  return byAccount.flatMap((outs) => byAccount.flatMap((ins) => findBetween(outs, ins)))
}

function findBetween(all: readonly TransferRow[], others: readonly TransferRow[]): Pair[] {
  const [from] = all
  const [to] = others
  if (!from || !to || isSameAccount(from.account, to.account)) return []
  const outs = all.filter((row) => row.minor < 0 && mayFace(row, to))
  const ins = others.filter((row) => row.minor > 0 && mayFace(row, from))
  if (outs.length === 0 || ins.length === 0) return []
  const outDays = Map.groupBy(outs, ({ day }) => day)
  const inDays = Map.groupBy(ins, ({ day }) => day)
  return [...outDays].flatMap(([day, group]) => {
    const nearest = findNearest([...inDays.keys()], (other) => daysBetween(day, other))
    if (nearest === null) return []
    const back = findNearest([...outDays.keys()], (other) => daysBetween(other, nearest))
    return back === day ? pairOff(group, inDays.get(nearest) ?? []) : []
  })
}

/** null: none is near, or two are equally near. */
function findNearest(
  days: readonly LocalDate[],
  distanceTo: (day: LocalDate) => number,
): LocalDate | null {
  const near = days.filter((day) => distanceTo(day) >= EARLIEST && distanceTo(day) <= LATEST)
  const least = Math.min(...near.map((day) => Math.abs(distanceTo(day))))
  const nearest = near.filter((day) => Math.abs(distanceTo(day)) === least)
  return nearest.length === 1 ? (nearest[0] ?? null) : null
}

/** As many out as in: they are taken in order. Otherwise only those that name the other account, if that comes out even. */
function pairOff(outs: readonly TransferRow[], ins: readonly TransferRow[]): Pair[] {
  if (outs.length === ins.length) return zip(outs, ins)
  const [from] = outs
  const [to] = ins
  if (!from || !to) return []
  const namedOuts = outs.filter((row) => saysOtherSide(row, to.account) === 'named')
  const namedIns = ins.filter((row) => saysOtherSide(row, from.account) === 'named')
  if (namedOuts.length > 0 && namedOuts.length === ins.length) return zip(namedOuts, ins)
  if (namedIns.length > 0 && namedIns.length === outs.length) return zip(outs, namedIns)
  return namedOuts.length > 0 && namedOuts.length === namedIns.length
    ? zip(namedOuts, namedIns)
    : []
}

function zip(outs: readonly TransferRow[], ins: readonly TransferRow[]): Pair[] {
  const sorted = ins.toSorted(byId)
  return outs.toSorted(byId).flatMap((out, index) => {
    const other = sorted[index]
    return other ? [toPair(out, other)] : []
  })
}

function byId(a: TransferRow, b: TransferRow): number {
  return a.id < b.id ? -1 : 1
}

function toPair(out: TransferRow, other: TransferRow): Pair {
  const named = [saysOtherSide(out, other.account), saysOtherSide(other, out.account)].filter(
    (said) => said === 'named',
  ).length
  const reasons = ['near', 'one_named', 'both_named'] as const
  const reason = named === 0 && out.day === other.day ? 'same_day' : (reasons[named] ?? 'near')
  return { out: out.id, in: other.id, day: out.day, reason }
}

/** A row that names another account, or a shop, is no move to this one. */
function mayFace(row: TransferRow, { account }: TransferRow): boolean {
  const said = saysOtherSide(row, account)
  if (said === 'named') return true
  if (row.isAtShop) return false
  return said === null || isPaidThroughBank(row) || isPaidThroughBank({ account })
}

/** What is paid to a card or a loan goes to an account of the bank's own. */
function isPaidThroughBank({ account: { kind } }: Pick<TransferRow, 'account'>): boolean {
  return kind === 'card' || kind === 'loan'
}
