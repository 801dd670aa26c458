import type { Money } from '@skrin/shared/money'
import { toDecimal } from '@skrin/shared/money'
import { toSearchWords } from '@skrin/shared/search/searchWords'

/** What a bank or a file told that is searched. */
export interface Searched {
  readonly text: string
  readonly bankText: string
  readonly counterparty: { readonly name: string | null; readonly account: string | null } | null
  readonly amount: Money
}

/**
 * The words that a transaction is found by, with one space between them: those of its texts, and its amount as
 * `:a1249.50`, or `:a500.` where the currency has no minor unit; what people type has no colon in it.
 */
export function toSearchedText({ text, bankText, counterparty, amount }: Searched): string {
  const told = [text, bankText, counterparty?.name ?? '', counterparty?.account ?? '']
  const words = told.map((part) => toSearchWords(part)).filter(Boolean)
  return [...words, toAmountWord(amount)].join(' ')
}

function toAmountWord(amount: Money): string {
  const digits = toDecimal(amount).replace('-', '')
  return `:a${digits.includes('.') ? digits : `${digits}.`}`
}
