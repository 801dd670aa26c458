/** Words this short are mostly names written in capitals: ICA, AS, XXL. */
const LONGEST_ACRONYM = 3

/** White space single, and not shouting: the bank behind may write `KIWI GRÜNERLØKKA`. */
export function toReadableText(bankText: string): string {
  const text = bankText.replace(/\s+/g, ' ').trim()
  return text === text.toUpperCase() ? text.split(' ').map(toReadableWord).join(' ') : text
}

function toReadableWord(word: string): string {
  if (word.length <= LONGEST_ACRONYM || /\d/.test(word)) return word
  return word
    .toLowerCase()
    .replace(
      /(^|[-/.&(])(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    )
}
