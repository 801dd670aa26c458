import { toSearchText } from '@skrin/shared/searchText'

const months =
  'januar februar mars april mai juni juli august september oktober november desember januari februari maj augusti december january february march may june july october'
const monthWords = new Set(months.split(' '))

/** Who was paid, or paid, as people would say it. */
export function toPayeeName(row: { counterparty_name: string | null; text: string }): string {
  return (row.counterparty_name ?? row.text).trim()
}

/** Equal for rows of one payee: numbers and months change from row to row. */
export function toPayeeKey(name: string): string {
  const words = toSearchText(name).split(/[\s,;:/*()_-]+/)
  const steady = words.filter((word) => !/\d/.test(word) && !monthWords.has(word) && word !== '')
  return (steady.length > 0 ? steady : words).join(' ')
}
