/** Card rows end in the day of the purchase: `WIRSTRÖMS PU/14-12-31`, `Postnord se /211203` (clients' samples, 2014 and 2021). */
const purchaseDay = /\s*\/(?:\d{2}-\d{2}-\d{2}|\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))$/
/** Words this short are mostly names written in capitals: ICA, SL, H&M, AB. */
const LONGEST_ACRONYM = 3

/** What SEB wrote, without the padding and the purchase day, and not shouting. */
export function cleanText(bankText: string): string {
  const text = bankText.replace(/\s+/g, ' ').trim().replace(purchaseDay, '')
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
