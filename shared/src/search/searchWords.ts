import { toSearchText } from '../searchText.ts'

/** A text as the words that are searched: folded, letters and digits only, one space between them. */
export function toSearchWords(text: string): string {
  return toSearchText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
