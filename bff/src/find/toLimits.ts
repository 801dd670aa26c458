import type { BookingStatus, TransactionsQuery } from '@skrin/shared/api/transactions'
import type { LocalDate } from '@skrin/shared/brand'
import type { SearchTerm } from '@skrin/shared/search/searchTerms'
import type { RangeLimits } from './rankRanges.ts'

/** The days and the status of a query and its search together; null: they exclude each other. */
export function toLimits(
  query: TransactionsQuery,
  terms: readonly SearchTerm[],
): RangeLimits | null {
  const days = terms.flatMap(({ meaning, negated }) =>
    meaning.kind === 'days' && !negated ? [meaning] : [],
  )
  const froms = [query.from ?? null, ...days.map(({ from }) => from)].filter(isDay).sort()
  const tos = [query.to ?? null, ...days.map(({ to }) => to)].filter(isDay).sort()
  const statuses = new Set([
    ...(query.status === undefined ? [] : [query.status]),
    ...terms.flatMap(toStatus),
  ])
  if (statuses.size > 1) return null
  const [status] = statuses
  return { from: froms.at(-1), to: tos[0], status }
}

function isDay(day: LocalDate | null): day is LocalDate {
  return day !== null
}

function toStatus({ meaning, negated }: SearchTerm): BookingStatus[] {
  if (meaning.kind !== 'status') return []
  if (!negated) return [meaning.status]
  return [meaning.status === 'pending' ? 'booked' : 'pending']
}
