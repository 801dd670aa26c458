import type { LocalDate } from '../brand.ts'
import { toSearchText } from '../searchText.ts'
import { toTypedAmount } from './amountText.ts'
import { PERIOD_WORDS, toTypedPeriod } from './periodText.ts'
import { toOperatorTerm, toPlainMeaning } from './searchMeaning.ts'
import { splitSearch } from './splitSearch.ts'
import type { Piece } from './splitSearch.ts'
import type { SearchTerm } from './searchTerms.ts'

const currencyWord = /^(kr|nok|sek|dkk|eur|usd|gbp|[€$£])\.?$/i

/**
 * Reads what a person searches for: words, "phrases", amounts, days, and operators such as `tag:cabin amount>500 -rema`, in
 * English, Norwegian and Swedish alike. Everything has a meaning; what was not understood says so and finds everything.
 */
export function parseSearch(text: string, today: LocalDate): SearchTerm[] {
  const pieces = splitSearch(text)
  const terms: SearchTerm[] = []
  for (let at = 0; at < pieces.length;) {
    const taken = takeTogether(pieces, at, today)
    const last = pieces[at + taken - 1]
    const first = pieces[at]
    at += taken
    if (!first || !last) continue
    terms.push(toTerm(text, { ...first, to: last.to, taken }, today))
  }
  return terms
}

/** How many pieces from here are one thing: `1 249,50`, `500 kr`, `i fjor`, `mars 2026`. */
function takeTogether(pieces: readonly Piece[], at: number, today: LocalDate): number {
  const [first, ...others] = pieces.slice(at, at + 6)
  if (!first || first.quoted) return 1
  const free = others.slice(0, others.findIndex((one) => !isBare(one)) >>> 0)
  return Math.max(takeAmount(first, free), isBare(first) ? takePeriod([first, ...free], today) : 1)
}

const isBare = ({ quoted, operator, negated }: Piece) => !quoted && operator === null && !negated

function takeAmount(first: Piece, others: readonly Piece[]): number {
  if (!/^\d{1,12}([.,]\d{1,2})?$/.test(first.value)) {
    const isTwo = currencyWord.test(first.value) && toTypedAmount(others[0]?.value ?? '') !== null
    return isTwo ? 2 : 1
  }
  let taken = 1
  if (/^\d{1,3}$/.test(first.value)) {
    for (const { value } of others) {
      if (!/^\d{3}([.,]\d{1,2})?$/.test(value)) break
      taken++
      if (value.length > 3) break
    }
  }
  return currencyWord.test(others[taken - 1]?.value ?? '') ? taken + 1 : taken
}

function takePeriod(pieces: readonly Piece[], today: LocalDate): number {
  for (let taken = Math.min(PERIOD_WORDS, pieces.length); taken > 1; taken--) {
    const text = pieces.slice(0, taken).map(({ value }) => toSearchText(value))
    if (toTypedPeriod(text.join(' '), today)) return taken
  }
  return 1
}

function toTerm(
  text: string,
  { from, to, taken, ...piece }: Piece & { readonly taken: number },
  today: LocalDate,
): SearchTerm {
  const value = taken === 1 ? piece.value : text.slice(piece.valueAt, to)
  const place = { from, to, text: text.slice(from, to), negated: piece.negated }
  if (piece.operator === null)
    return { ...place, meaning: toPlainMeaning(value, piece.quoted, today), problem: null }
  return { ...place, ...toOperatorTerm({ ...piece.operator, value, today }) }
}
