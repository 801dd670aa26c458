export interface ReadableText {
  readonly text: string
  /** The merchant or the other side, where the bank's line has one. */
  readonly party: string | null
}

// *1234 09.02 NOK 99.00 MERCHANT Kurs: 1.0000
const cardLine = /^\*\d{4} \d{2}\.\d{2} [A-Z]{3} [\d.,]+ (?<party>.+?) Kurs: [\d.,]+$/
// 19.01 SHOP NAME
const datedLine = /^\d{2}\.\d{2} (?<party>\S.*)$/
// Nettgiro til: NAME Betalt: 02.11.20
const paymentLine = /^(?:\p{L}+ )?(?:til|fra): (?<party>.+?)(?: Betalt: \d{2}\.\d{2}\.\d{2,4})?$/iu

/**
 * What a person recognises in a line of the bank. Made from the line alone, never from the card details that come
 * some days later, so that a row keeps its text.
 */
export function toReadableText(bankText: string): ReadableText {
  const line = bankText.replace(/\s+/g, ' ').trim()
  for (const pattern of [cardLine, datedLine, paymentLine]) {
    const party = pattern.exec(line)?.groups?.['party']
    if (party !== undefined) return { text: party, party }
  }
  return { text: line, party: null }
}
