import type { BankOption } from '@skrin/shared/api/banks'
import { toSearchWords } from '@skrin/shared/search/searchWords'

/** Those in which every word of the query begins some word, however accents and spaces are typed; what begins so comes first. */
export function findBankOptions(options: readonly BankOption[], query: string): BankOption[] {
  const wish = toSearchWords(query)
  const words = wish.split(' ').filter(Boolean)
  const found = options.flatMap((option) => {
    const text = toSearchWords(option.label)
    return words.every((word) => isIn(text, word)) ? [{ option, text }] : []
  })
  const rank = ({ text }: { text: string }) => Number(!text.startsWith(wish))
  return found.toSorted((one, other) => rank(one) - rank(other)).map(({ option }) => option)
}

function isIn(text: string, word: string): boolean {
  return ` ${text}`.includes(` ${word}`) || text.replaceAll(' ', '').startsWith(word)
}
