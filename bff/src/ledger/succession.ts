import type { MatchReason } from '@skrin/shared/api/ledger'
import type { TransactionId } from '@skrin/shared/brand'
import type { Draft } from './draft.ts'
import { countShared, daysApart, isPlausibleChange, isSameAmount, traitsOf } from './likeness.ts'
import type { Traits } from './likeness.ts'
import type { Doubt, ObservationRow, ToldRow } from './observation.ts'
import { pairOff } from './pairOff.ts'

/** A row that the bank tells for the first time. */
export interface Fresh {
  readonly row: ToldRow
  readonly traits: Traits
}

/** A transaction that the bank no longer tells of, with the last that it said. */
export interface Vacant {
  readonly transaction: TransactionId
  readonly row: ObservationRow
  readonly traits: Traits
  /** By this answer; else by an earlier one. */
  readonly isGoneNow: boolean
  /** It may still stand: the answer is not sure to reach it. */
  readonly isDoubtful: boolean
  readonly isDeleted: boolean
  /** By a file: what the bank books takes it before what it only reserves. */
  readonly isToldBooked: boolean
  readonly hand: string
}

/** A rule of docs/ledger.md. */
interface Rule {
  readonly reason: MatchReason
  /** Most days between the two. */
  readonly days: number
  /** How well they fit; null: not by this rule. */
  readonly fit: (fresh: Fresh, vacant: Vacant) => number | null
  /** strong: also among alike ones, in order, and for a transaction that a person deleted. */
  readonly isStrong: boolean
  /** Whether the bank may tell another amount than before. */
  readonly isOtherAmount?: boolean
}

const MOST_WORDS = 50
const isBooked = ({ row }: Fresh | Vacant) => row.status === 'booked'

const rules: readonly Rule[] = [
  {
    reason: 'same_id',
    days: 30,
    isStrong: true,
    fit: (fresh, vacant) =>
      fresh.row.bank_id !== null && fresh.row.bank_id === vacant.row.bank_id ? 0 : null,
  },
  {
    reason: 'same_text',
    days: 14,
    isStrong: true,
    fit: (fresh, vacant) => (fresh.traits.text === vacant.traits.text ? 0 : null),
  },
  {
    reason: 'similar_text',
    days: 14,
    isStrong: true,
    fit(fresh, vacant) {
      const shared = Math.min(countShared(fresh.traits, vacant.traits), MOST_WORDS)
      return shared === 0 || isBackwards(fresh, vacant) ? null : MOST_WORDS - shared
    },
  },
  {
    reason: 'only_one',
    days: 7,
    isStrong: false,
    fit(fresh, vacant) {
      if (!vacant.isGoneNow || vacant.isDoubtful || isBackwards(fresh, vacant)) return null
      const isMoved = isBooked(vacant) && daysApart(fresh.row, vacant.row) > 0
      return isMoved ? null : 0
    },
  },
  {
    reason: 'changed_amount',
    days: 14,
    isStrong: false,
    isOtherAmount: true,
    fit(fresh, vacant) {
      const isReservation = vacant.isGoneNow && !isBooked(vacant) && isBooked(fresh)
      if (!isReservation || !isPlausibleChange(vacant.row, fresh.row)) return null
      return fresh.traits.text === vacant.traits.text ||
        countShared(fresh.traits, vacant.traits) > 0
        ? 0
        : null
    },
  },
]

/** What was booked is not reserved again, unless the bank says with its id or its words that it is the same. */
function isBackwards(fresh: Fresh, vacant: Vacant): boolean {
  return isBooked(vacant) && !isBooked(fresh)
}

interface Turn {
  readonly rule: Rule
  readonly isFor: (fresh: Fresh, vacant: Vacant) => boolean
}

const turns: readonly Turn[] = [
  ...rules
    .filter(({ isStrong }) => isStrong)
    .map((rule) => ({
      rule,
      isFor: (fresh: Fresh, { isToldBooked }: Vacant) => isToldBooked && isBooked(fresh),
    })),
  ...rules.map((rule) => ({ rule, isFor: () => true })),
]

export interface Succession {
  /** New rows that are now a known transaction's. */
  readonly succeeded: readonly ObservationRow[]
  readonly left: readonly Fresh[]
  /** For those in `left`: what each of them might have been. */
  readonly unsure: ReadonlyMap<Fresh, readonly Vacant[]>
}

/**
 * Takes new rows for transactions that the bank no longer tells of, by the rules in their order. Each row succeeds one
 * transaction at most, and each transaction is succeeded by one row: nothing that is told is ever hidden behind another.
 */
export function succeed(
  draft: Draft,
  fresh: readonly Fresh[],
  vacants: readonly Vacant[],
): Succession {
  const open = { fresh: new Set(fresh), vacants: new Set(vacants) }
  const unsure = new Map<Fresh, readonly Vacant[]>()
  const succeeded: ObservationRow[] = []
  for (const { rule, isFor } of turns) {
    for (const [key, news] of Map.groupBy(open.fresh, ({ row }) => toBucket(rule, row))) {
      const olds = [...open.vacants].filter(({ row }) => toBucket(rule, row) === key)
      if (olds.length === 0) continue
      const pairing = pairOff(news.toSorted(byDay), olds.toSorted(byDay), {
        level: (one, vacant) => (isFor(one, vacant) ? toLevel(rule, one, vacant) : null),
        mayPairInOrder: (ns, vs) => rule.isStrong && areInterchangeable(ns, vs),
      })
      for (const [one, vacant] of pairing.pairs) {
        // Too little to hide a row behind what a person deleted.
        if (vacant.isDeleted && !rule.isStrong) unsure.set(one, [vacant])
        else succeeded.push(take(draft, { one, vacant, reason: rule.reason }))
        settle(open, [one], [vacant])
      }
      for (const { fresh: ns, vacant: vs } of pairing.unsure) {
        for (const one of ns) unsure.set(one, vs)
        settle(open, ns, vs)
      }
    }
  }
  const left = fresh.filter((one) => open.fresh.has(one) || unsure.has(one))
  return { succeeded, left, unsure }
}

function settle(
  open: { readonly fresh: Set<Fresh>; readonly vacants: Set<Vacant> },
  fresh: readonly Fresh[],
  vacants: readonly Vacant[],
): void {
  for (const one of fresh) open.fresh.delete(one)
  for (const one of vacants) open.vacants.delete(one)
}

function take(
  draft: Draft,
  { one, vacant, reason }: { one: Fresh; vacant: Vacant; reason: MatchReason },
): ObservationRow {
  if (vacant.isDoubtful) draft.alter(vacant.row.id, { gone_at: draft.at })
  return draft.add(one.row, { transaction: vacant.transaction, reason })
}

function toBucket({ isOtherAmount }: Rule, row: ToldRow): string {
  return `${isOtherAmount ? Math.sign(row.amount_minor) : row.amount_minor} ${row.currency}`
}

/** What is gone by this answer before what was gone already; a booked row's own day before others. */
function toLevel(rule: Rule, fresh: Fresh, vacant: Vacant): number | null {
  const days = daysApart(fresh.row, vacant.row)
  if (days > rule.days) return null
  if (rule.isOtherAmount === isSameAmount(fresh.row, vacant.row)) return null
  const areBooked = isBooked(fresh) && isBooked(vacant)
  if (vacant.isDoubtful && !(areBooked && days === 0)) return null
  const fit = rule.fit(fresh, vacant)
  if (fit === null) return null
  return (fit * 100 + (areBooked ? days : 0)) * 2 + (vacant.isGoneNow ? 0 : 1)
}

/** As many as there are, of one text; or such that it makes no difference which of them is taken. */
function areInterchangeable(fresh: readonly Fresh[], vacants: readonly Vacant[]): boolean {
  const texts = new Set(vacants.map(({ traits }) => traits.text))
  const hands = new Set(vacants.map(({ hand, isDeleted }) => `${isDeleted} ${hand}`))
  return texts.size === 1 && (fresh.length === vacants.length || hands.size === 1)
}

function byDay(a: Fresh | Vacant, b: Fresh | Vacant): number {
  const [left, right] = [a, b].map(({ row }) => row.booking_date)
  return (left ?? '') < (right ?? '') ? -1 : left === right ? 0 : 1
}

/** Days after which what is gone is nothing that comes back as another row. */
const VACANT_DAYS = 14
const DAY_MS = 24 * 60 * 60_000

/** Transactions of which the bank told and tells no more, and those of `doubtful` observations. */
export function listVacants(draft: Draft, doubtful: ReadonlySet<ObservationRow>): Vacant[] {
  const doubted = new Set([...doubtful].map(({ id }) => id))
  const vacants: Vacant[] = []
  for (const transaction of draft.transactions()) {
    const told = draft.of(transaction).filter(({ source }) => source === 'bank')
    const standing = told.filter(({ gone_at: goneAt }) => goneAt === null)
    if (standing.some(({ id }) => !doubted.has(id)) || standing.length > 1) continue
    const [row] = [...standing, ...told.toSorted(byEnd)]
    if (!row) continue
    const { state, hand } = draft.markOf(transaction)
    const goneAt = row.gone_at ?? draft.at
    const isGoneNow = goneAt === draft.at
    if (draft.at - goneAt > VACANT_DAYS * DAY_MS) continue
    const isDoubtful = standing.length > 0
    const isDeleted = state === 'deleted'
    const isToldBooked = draft
      .of(transaction)
      .some(({ source, gone_at: gone }) => source !== 'bank' && gone === null)
    vacants.push({
      transaction,
      row,
      traits: traitsOf(row),
      isGoneNow,
      isDoubtful,
      isDeleted,
      isToldBooked,
      hand,
    })
  }
  return vacants
}

/** The one that was told last is what the bank said at last. */
function byEnd(a: ObservationRow, b: ObservationRow): number {
  return (b.gone_at ?? 0) - (a.gone_at ?? 0) || b.last_seen - a.last_seen
}

export function toDoubts(
  unsure: ReadonlyMap<Fresh, readonly Vacant[]>,
  founded: ReadonlyMap<Fresh, ObservationRow>,
): Doubt[] {
  return [...unsure].flatMap(([one, vacants]) => {
    const row = founded.get(one)
    // A reservation that is in doubt will be booked or withdrawn by itself: nobody is asked about it.
    if (row?.status !== 'booked') return []
    const candidates = vacants.map(({ transaction }) => transaction)
    return [{ kind: 'reservation' as const, transaction: row.transaction_id, candidates }]
  })
}
