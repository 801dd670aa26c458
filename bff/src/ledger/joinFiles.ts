import type { TransactionId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import type { Draft } from './draft.ts'
import { countShared, daysApart, isSameAmount, traitsOf } from './likeness.ts'
import type { Traits } from './likeness.ts'
import { toPair } from './observation.ts'
import type { Doubt, ObservationRow, ToldRow } from './observation.ts'
import { pairOff } from './pairOff.ts'

/** What one source tells that another may have told as well. */
export interface Side<Row extends ToldRow = ToldRow> {
  readonly row: Row
  /** null: it has none yet. */
  readonly transaction: TransactionId | null
  readonly traits: Traits
  /** False: gone, or deleted by a person; only its words say that it is the same. */
  readonly isFirm: boolean
}

export interface Joining<A extends Side, B extends Side> {
  readonly pairs: readonly (readonly [A, B])[]
  /** Of one day and amount, but neither of one text nor as many. Or of one text and amount, some days apart. */
  readonly unsure: ReadonlyMap<A, readonly B[]>
}

/** A day may be the one of the purchase in one source and the one of the booking in another. */
const NEAR_DAYS = 3

/**
 * Which rows of two sources are the same: those of one day and amount, one for one, so that two identical purchases stay
 * two. Same words go first; what is left of a day and amount is the same if there are as many on both sides, because both
 * tell of one account.
 */
export function joinSides<A extends Side, B extends Side>(
  ours: readonly A[],
  theirs: readonly B[],
  apart: ReadonlySet<string>,
): Joining<A, B> {
  const pairs: (readonly [A, B])[] = []
  const unsure = new Map<A, readonly B[]>()
  const buckets = Map.groupBy(theirs, ({ row }) => toBucket(row))
  const joined = new Set<B>()
  for (const [bucket, group] of Map.groupBy(ours, ({ row }) => toBucket(row))) {
    const others = buckets.get(bucket) ?? []
    const isEvenDay = group.length === others.filter(({ isFirm }) => isFirm).length
    const found = pairOff(group, others, {
      level: (a, b) => (mayJoin(a, b, apart) ? toLevel(a, b, isEvenDay) : null),
      mayPairInOrder: () => true,
    })
    for (const pair of found.pairs) {
      pairs.push(pair)
      joined.add(pair[1])
    }
  }
  const paired = new Set(pairs.map(([a]) => a))
  const places = new Map(theirs.map((other, place) => [other, place]))
  const placeOf = (other: B) => places.get(other) ?? 0
  for (const one of ours) {
    if (paired.has(one)) continue
    const near = listNearBuckets(one.row)
      .flatMap((bucket) => buckets.get(bucket) ?? [])
      .filter((other) => !joined.has(other) && mayJoin(one, other, apart) && isNear(one, other))
      .sort((a, b) => placeOf(a) - placeOf(b))
    if (near.length > 0) unsure.set(one, near)
  }
  return { pairs, unsure }
}

export function toSide<Row extends ToldRow>(
  row: Row,
  transaction: TransactionId | null,
  isFirm = true,
): Side<Row> {
  return { row, transaction, traits: traitsOf(row), isFirm }
}

function toBucket(row: ToldRow): string {
  return `${row.booking_date} ${row.amount_minor} ${row.currency}`
}

function listNearBuckets(row: ToldRow): string[] {
  return Array.from({ length: 2 * NEAR_DAYS + 1 }, (_, at) =>
    toBucket({ ...row, booking_date: addDays(row.booking_date, at - NEAR_DAYS) }),
  )
}

function mayJoin(a: Side, b: Side, apart: ReadonlySet<string>): boolean {
  const isSplit =
    a.transaction !== null &&
    b.transaction !== null &&
    apart.has(toPair(a.transaction, b.transaction))
  return !isSplit && isSameAmount(a.row, b.row)
}

function toLevel(a: Side, b: Side, isEvenDay: boolean): number | null {
  if (a.traits.text === b.traits.text) return 0
  const shared = countShared(a.traits, b.traits)
  if (shared > 0) return 1000 - Math.min(shared, 999)
  return isEvenDay && b.isFirm ? 1000 : null
}

function isNear(a: Side, b: Side): boolean {
  const days = daysApart(a.row, b.row)
  if (days > NEAR_DAYS) return false
  return days === 0 || a.traits.text === b.traits.text || countShared(a.traits, b.traits) > 0
}

/** Transactions that only files told of as booked: the bank may still have its reservation beside what it booked. */
export function listFileSides(draft: Draft): Side<ObservationRow>[] {
  const sides: Side<ObservationRow>[] = []
  for (const transaction of draft.transactions()) {
    const told = draft.of(transaction)
    if (told.some(({ source, status }) => source === 'bank' && status === 'booked')) continue
    const row = told.find(({ source, gone_at: goneAt }) => source !== 'bank' && goneAt === null)
    if (row) sides.push(toSide(row, transaction, draft.markOf(transaction).state === 'shown'))
  }
  return sides
}

export function toFileDoubt(
  transaction: TransactionId,
  candidates: readonly Side<ObservationRow>[],
): Doubt {
  return {
    kind: 'file',
    transaction,
    candidates: candidates.flatMap((side) => side.transaction ?? []),
  }
}
