import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { AccountId, LocalDate } from '@skrin/shared/brand'
import type { Schema } from '../store/schema.ts'
import { compareLevels } from './accessLevels.ts'
import type { Observation } from './listObservations.ts'

/** The rows of an account that one of its observations brings. */
export interface Slice {
  readonly observation: Observation
  /** First booking day of it; null: from the beginning. */
  readonly from: LocalDate | null
  /** First booking day that is another's; null: to the end, reservations included. */
  readonly before: LocalDate | null
}

/**
 * Every transaction of an account once: from the observation that was answered last in full, and for the days before it
 * is whole from the next one that reaches further back. Observations that share the balance only bring nothing; of equal
 * ones the first does, in the account's own order.
 */
export function toSlices(observations: readonly Observation[]): Slice[] {
  const open = observations.filter(({ level }) => level !== 'balance')
  const [last, ...others] = open.filter(isWhole).sort(byAnswer)
  const only = last ?? open.sort(byLevel)[0]
  if (!only) return []
  const chosen = [only]
  let begin = last?.covered_from ?? null
  for (const one of others) {
    if (begin === null || one.covered_from >= begin) continue
    chosen.push(one)
    begin = one.covered_from
  }
  return chosen.map((observation, index) => ({
    observation,
    from: index === chosen.length - 1 ? null : observation.covered_from,
    before: chosen[index - 1]?.covered_from ?? null,
  }))
}

type WholeObservation = Observation & {
  readonly covered_from: LocalDate
  readonly transactions_at: number
}

function isWhole(observation: Observation): observation is WholeObservation {
  return observation.covered_from !== null && observation.transactions_at !== null
}

function byAnswer(a: WholeObservation, b: WholeObservation): number {
  return b.transactions_at - a.transactions_at || byLevel(a, b)
}

function byLevel(a: Observation, b: Observation): number {
  return compareLevels(a.level, b.level)
}

/** The rows of these slices, as a condition on `transactions`. */
export function isInSlices(
  eb: ExpressionBuilder<Schema, 'transactions'>,
  slices: readonly Slice[],
): Expression<SqlBool> {
  const isAll = ({ from, before }: Slice) => from === null && before === null
  const whole = slices.filter(isAll).map(({ observation }) => observation.id)
  const parts = slices.filter((slice) => !isAll(slice)).map((slice) => isInSlice(eb, slice))
  return eb.or([...(whole.length > 0 ? [isOf(eb, whole)] : []), ...parts])
}

function isOf(eb: ExpressionBuilder<Schema, 'transactions'>, accounts: readonly AccountId[]) {
  return eb('account_id', 'in', accounts)
}

function isInSlice(
  eb: ExpressionBuilder<Schema, 'transactions'>,
  { observation, from, before }: Slice,
): Expression<SqlBool> {
  const isItsOwn = eb('account_id', '=', observation.id)
  const isLate = from === null ? eb.lit(true) : eb('booking_date', '>=', from)
  if (before === null) return eb.and([isItsOwn, eb.or([eb('status', '=', 'pending'), isLate])])
  return eb.and([
    isItsOwn,
    eb('status', '=', 'booked'),
    eb('booking_date', '<', before),
    ...(from === null ? [] : [eb('booking_date', '>=', from)]),
  ])
}
