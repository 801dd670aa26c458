import type { LocalDate } from '@skrin/shared/brand'
import type { SearchMeaning, SearchTerm } from '@skrin/shared/search/searchTerms'
import type { MessageKey } from '../i18n/messages.ts'
import { fromHundredths } from './amountBound.ts'

export interface TermWords {
  t(key: MessageKey, values?: Record<string, string>): string
  toDay(day: LocalDate): string
  /** The decimal point of the reader's language. */
  readonly point: '.' | ','
}

/** What a piece of a search was taken for. */
export function explainTerm(term: SearchTerm, words: TermWords): string {
  const { t } = words
  if (term.problem === 'value') return t('search.notUnderstood', { text: term.text })
  if (term.problem === 'operator') return t('search.noOperator', { text: term.text })
  const what = explain(term.meaning, words, term.text)
  return term.negated ? t('search.not', { what }) : what
}

function explain(meaning: SearchMeaning, words: TermWords, text: string): string {
  const { t } = words
  switch (meaning.kind) {
    case 'words':
      return t('transactions.chipText', { text: text.replace(/^-/, '').replace(/["“”„«»]/g, '') })
    case 'number':
      return t('search.number', { amount: toAmount(meaning.min, words), text })
    case 'amount':
      return explainAmount(meaning, words)
    case 'days':
      return explainDays(meaning, words)
    case 'bank':
    case 'account':
    case 'person':
    case 'category':
    case 'tag':
    case 'note':
      return t(`search.${meaning.kind}`, { names: meaning.names.join(', ') })
    case 'status':
      return t(meaning.status === 'pending' ? 'transactions.pending' : 'transactions.booked')
    case 'state':
      return t(meaning.state === 'deleted' ? 'search.deleted' : 'search.withdrawn')
    case 'direction':
      return t(meaning.direction === 'in' ? 'transactions.chipIn' : 'transactions.chipOut')
    case 'transfer':
      return t('search.transfers')
    case 'has':
      return t(`search.has_${meaning.what}`)
    case 'nothing':
      return text
  }
}

function explainAmount(
  { min, max }: { readonly min: number | null; readonly max: number | null },
  words: TermWords,
): string {
  const { t } = words
  if (min !== null && max !== null) {
    if (max - min < 100) return t('search.amount', { amount: toAmount(min, words) })
    return t('transactions.chipBetween', { low: toAmount(min, words), high: toAmount(max, words) })
  }
  // More than 500 is from 500.01 on; it was typed as 500.
  const low = min !== null && min % 100 === 1 ? min - 1 : min
  if (low !== null) return t('transactions.chipOver', { amount: toAmount(low, words) })
  const high = max !== null && max % 100 === 99 ? max + 1 : (max ?? 0)
  return t('transactions.chipUnder', { amount: toAmount(high, words) })
}

function explainDays(
  { from, to }: { readonly from: LocalDate | null; readonly to: LocalDate | null },
  { t, toDay }: TermWords,
): string {
  if (from && to) return from === to ? toDay(from) : `${toDay(from)} – ${toDay(to)}`
  if (from) return t('transactions.chipFrom', { day: toDay(from) })
  return to ? t('transactions.chipTo', { day: toDay(to) }) : ''
}

function toAmount(hundredths: number, { point }: TermWords): string {
  return fromHundredths(hundredths, point)
}
