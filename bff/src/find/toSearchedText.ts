import type { Money } from '@skrin/shared/money'
import { toDecimal } from '@skrin/shared/money'
import { toSearchWords } from '@skrin/shared/search/searchWords'

/** What of a transaction is searched. */
export interface Searched {
  readonly text: string
  readonly bankText: string
  readonly counterparty: { readonly name: string | null; readonly account: string | null } | null
  readonly amount: Money
  readonly note?: string | null
  readonly tags?: readonly string[]
}

/**
 * The words that a transaction is found by, with one space between them: those of its texts as they are, its amount as
 * `a:1249.50` (`a:500.` where the currency has no minor unit), those of its note also as `n:word`, its tags also as `t:tag`.
 */
export function toSearchedText({
  text,
  bankText,
  counterparty,
  amount,
  note,
  tags = [],
}: Searched): string {
  const told = [text, bankText, counterparty?.name, counterparty?.account]
  const noted = toSearchWords(note ?? '')
  const tagged = tags.map((tag) => toSearchWords(tag))
  const words = [...told.map((part) => toSearchWords(part ?? '')), noted, ...tagged]
  const ofNote = noted.split(' ').filter(Boolean)
  return [
    ...words.filter(Boolean),
    toAmountWord(amount),
    ...ofNote.map((word) => `n:${word}`),
    ...tagged.filter(Boolean).map((tag) => `t:${tag.replaceAll(' ', '.')}`),
  ].join(' ')
}

function toAmountWord(amount: Money): string {
  const digits = toDecimal(amount).replace('-', '')
  return `a:${digits.includes('.') ? digits : `${digits}.`}`
}
