import * as v from 'valibot'
import { accountId, categoryId, memberId } from '@skrin/shared/api/primitives'
import type { AccountId, CategoryId, LocalDate, MemberId } from '@skrin/shared/brand'
import { toLocalDate } from '@skrin/shared/dates'
import type { TransactionFilter as WireFilter } from '../api/transactions.ts'
import { fromHundredths, toHundredths } from './amountBound.ts'
import { isPeriod, toDateSpan } from './periods.ts'
import type { Period } from './periods.ts'

/** What a list of transactions is narrowed to. It lives in the address, and nowhere else. */
export interface TransactionFilter {
  readonly q: string
  readonly accounts: readonly AccountId[]
  readonly members: readonly MemberId[]
  readonly banks: readonly string[]
  readonly period: Period | null
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  /** Without sign, in hundredths of whatever currency. */
  readonly min: number | null
  readonly max: number | null
  readonly direction: 'in' | 'out' | null
  readonly status: 'booked' | 'pending' | null
  readonly categories: readonly (CategoryId | 'none')[]
  readonly tags: readonly string[]
  readonly note: string
  /** null: what is shown. */
  readonly state: 'shown' | 'withdrawn' | 'deleted' | null
  /** Moves between accounts: only these, or none of them. */
  readonly transfer: 'only' | 'none' | null
}

export const emptyFilter: TransactionFilter = {
  q: '',
  accounts: [],
  members: [],
  banks: [],
  period: null,
  from: null,
  to: null,
  min: null,
  max: null,
  direction: null,
  status: null,
  categories: [],
  tags: [],
  note: '',
  state: null,
  transfer: null,
}

/** What the router has for a query; an address can say anything. */
export type WireQuery = Readonly<
  Record<string, string | null | undefined | readonly (string | null)[]>
>

/** Reads an address. What makes no sense there filters nothing. */
export function toFilter(query: WireQuery): TransactionFilter {
  const period = first(query.period)
  return {
    q: first(query.q).slice(0, 200),
    accounts: toIds(query.account, (text) => v.is(accountId, text)),
    members: toIds(query.member, (text) => v.is(memberId, text)),
    banks: toIds(query.bank, (text): text is string => /^[a-z][a-z0-9]{1,30}$/.test(text)),
    period: isPeriod(period) ? period : null,
    from: toLocalDate(first(query.from)),
    to: toLocalDate(first(query.to)),
    ...toRange(toHundredths(first(query.min)), toHundredths(first(query.max))),
    direction: oneOf(first(query.direction), ['in', 'out']),
    status: oneOf(first(query.status), ['booked', 'pending']),
    categories: toIds(query.category, (text) => v.is(categoryId, text)),
    tags: toIds(query.tag, (text): text is string => text !== '' && text.length <= 30),
    note: first(query.note).slice(0, 200),
    state: oneOf(first(query.state), ['shown', 'withdrawn', 'deleted']),
    transfer: oneOf(first(query.transfer), ['only', 'none']),
  }
}

/** Between 500 and 100 is between 100 and 500. */
function toRange(min: number | null, max: number | null) {
  const isTurned = min !== null && max !== null && min > max
  return isTurned ? { min: max, max: min } : { min, max }
}

/** The address of a filter, with nothing in it that does not filter. */
export function toQuery(filter: TransactionFilter): Record<string, string> {
  const { min, max } = filter
  const all: Record<string, string> = {
    q: filter.q,
    account: filter.accounts.join(','),
    member: filter.members.join(','),
    bank: filter.banks.join(','),
    period: filter.period ?? '',
    from: filter.from ?? '',
    to: filter.to ?? '',
    min: min === null ? '' : fromHundredths(min),
    max: max === null ? '' : fromHundredths(max),
    direction: filter.direction ?? '',
    status: filter.status ?? '',
    category: filter.categories.join(','),
    tag: filter.tags.join(','),
    note: filter.note,
    state: filter.state ?? '',
    transfer: filter.transfer ?? '',
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

/** The names of everything that `toQuery` writes: the rest of an address belongs to others. */
export const filterNames: readonly string[] = [
  'q',
  'account',
  'member',
  'bank',
  'period',
  'from',
  'to',
  'min',
  'max',
  'direction',
  'status',
  'category',
  'tag',
  'note',
  'state',
  'transfer',
]

/** What the server is asked; a moving period becomes the days that it means today. */
export function toWireFilter(filter: TransactionFilter, today: LocalDate): WireFilter {
  const span = filter.period ? toDateSpan(filter.period, today) : filter
  return {
    q: filter.q.trim() || undefined,
    account: filter.accounts.join(',') || undefined,
    member: filter.members.join(',') || undefined,
    bank: filter.banks.join(',') || undefined,
    from: span.from ?? undefined,
    to: span.to ?? undefined,
    min: filter.min?.toString(),
    max: filter.max?.toString(),
    direction: filter.direction ?? undefined,
    status: filter.status ?? undefined,
    category: filter.categories.join(',') || undefined,
    tag: filter.tags.join(',') || undefined,
    note: filter.note.trim() || undefined,
    state: filter.state ?? undefined,
    transfer: filter.transfer ?? undefined,
  }
}

export function isFiltering(filter: TransactionFilter): boolean {
  return Object.keys(toQuery(filter)).length > 0
}

function first(value: WireQuery[string]): string {
  if (typeof value === 'string') return value
  return (Array.isArray(value) && value.find((text) => typeof text === 'string')) || ''
}

function toIds<Id extends string>(
  value: WireQuery[string],
  isId: (text: string) => text is Id,
): Id[] {
  return [...new Set(first(value).split(',').filter(isId))]
}

function oneOf<Choice extends string>(text: string, choices: readonly Choice[]): Choice | null {
  return choices.find((choice) => choice === text) ?? null
}
