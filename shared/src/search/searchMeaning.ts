import type { LocalDate } from '../brand.ts'
import { addDays } from '../dates.ts'
import { toSearchText } from '../searchText.ts'
import { toTypedAmount, toTypedRange } from './amountText.ts'
import { toTypedPeriod } from './periodText.ts'
import type { TypedPeriod } from './periodText.ts'
import { findFact, findThing } from './searchFacts.ts'
import { findOperator, isNameOperator } from './searchOperators.ts'
import type { Operator } from './searchOperators.ts'
import type { SearchMeaning, SearchTerm } from './searchTerms.ts'
import { toSearchWords } from './searchWords.ts'
import type { OperatorSign } from './splitSearch.ts'

const nothing: SearchMeaning = { kind: 'nothing' }

/** A piece without an operator. */
export function toPlainMeaning(value: string, quoted: boolean, today: LocalDate): SearchMeaning {
  const words = toSearchWords(value)
  if (quoted) return words === '' ? nothing : { kind: 'words', words, whole: true }
  const period = toTypedPeriod(toSearchText(value), today) ?? toYears(value, today)
  if (period) return { kind: 'days', ...period }
  const amount = toTypedAmount(value)
  if (amount) return { kind: 'number', words, ...amount }
  const range = toTypedRange(value)
  if (range) return { kind: 'amount', ...range }
  return words === '' ? nothing : { kind: 'words', words, whole: false }
}

interface OperatorPiece {
  readonly name: string
  readonly sign: OperatorSign
  readonly value: string
  readonly today: LocalDate
}

export function toOperatorTerm(piece: OperatorPiece): Pick<SearchTerm, 'meaning' | 'problem'> {
  const { name, sign, value } = piece
  const operator = name === '' ? 'amount' : findOperator(toSearchText(name))
  if (operator === null) {
    const words = toSearchWords(`${name} ${value}`)
    return { meaning: { kind: 'words', words, whole: false }, problem: 'operator' }
  }
  const isKnownSign = sign === ':' || sign === '=' || operator === 'amount' || operator === 'date'
  const meaning = isKnownSign ? toMeaning(operator, piece) : null
  if (meaning) return { meaning, problem: null }
  // Still being typed.
  return { meaning: nothing, problem: value === '' ? null : 'value' }
}

function toMeaning(
  operator: Operator,
  { sign, value, today }: OperatorPiece,
): SearchMeaning | null {
  if (isNameOperator(operator)) return toNames(operator, value)
  switch (operator) {
    case 'amount':
      return toAmount(sign, value)
    case 'is':
      return findFact(toSearchText(value))
    case 'has':
      return findThing(toSearchText(value))
    case 'date':
    case 'from':
    case 'to':
    case 'after':
    case 'before':
      return toDays(
        operator,
        sign,
        toTypedPeriod(toSearchText(value), today) ?? toYears(value, today),
      )
  }
}

function toNames(kind: Parameters<typeof isNameOperator>[0], value: string): SearchMeaning | null {
  if (!isNameOperator(kind)) return null
  const fold = kind === 'note' ? toSearchWords : toSearchText
  const names = value
    .split(',')
    .map((name) => fold(name.replaceAll('_', ' ')))
    .filter(Boolean)
  return names.length === 0 ? null : { kind, names }
}

function toAmount(sign: OperatorSign, value: string): SearchMeaning | null {
  const amount = toTypedAmount(value)
  if (!amount) {
    const range = sign === ':' || sign === '=' ? toTypedRange(value) : null
    return range && { kind: 'amount', ...range }
  }
  const { min, max } = amount
  switch (sign) {
    case ':':
      return { kind: 'amount', min, max }
    case '=':
      return { kind: 'amount', min, max: min }
    case '>':
      return { kind: 'amount', min: min + 1, max: null }
    case '>=':
      return { kind: 'amount', min, max: null }
    case '<':
      return { kind: 'amount', min: null, max: min - 1 }
    case '<=':
      return { kind: 'amount', min: null, max: min }
  }
}

type DayOperator = 'date' | 'from' | 'to' | 'after' | 'before'
const bySign = {
  ':': 'date',
  '=': 'date',
  '>': 'after',
  '>=': 'from',
  '<': 'before',
  '<=': 'to',
} as const satisfies Record<OperatorSign, DayOperator>

function toDays(
  operator: DayOperator,
  sign: OperatorSign,
  period: TypedPeriod | null,
): SearchMeaning | null {
  if (!period) return null
  switch (operator === 'date' ? bySign[sign] : operator) {
    case 'date':
      return { kind: 'days', ...period }
    case 'from':
      return { kind: 'days', from: period.from, to: null }
    case 'to':
      return { kind: 'days', from: null, to: period.to }
    case 'after':
      return { kind: 'days', from: addDays(period.to, 1), to: null }
    case 'before':
      return { kind: 'days', from: null, to: addDays(period.from, -1) }
  }
}

/** `2024-2025`, or `2026-01..2026-03`. */
function toYears(value: string, today: LocalDate): TypedPeriod | null {
  const [first = '', second = '', ...others] = value.split(/\.\.+|–|(?<=^\d{4})-(?=\d{4}$)/)
  if (others.length > 0 || second === '') return null
  const from = toTypedPeriod(toSearchText(first), today)
  const to = toTypedPeriod(toSearchText(second), today)
  return from && to && from.from <= to.to ? { from: from.from, to: to.to } : null
}
