import type { WireTransaction } from './wireShapes.ts'

// `*4321 23.03 NOK 129.00 KIWI 412 GRUNERLOKKA Kurs: 1.0000`: how Norwegian banks write a card purchase.
const cardPrefix = /^\*?\d{4} \d{2}\.\d{2} (?:[A-Z]{3} [\d.,]+ )?/
const rateSuffix = /\s+Kurs: ?[\d.,]+$/i
// `Nettgiro til: Torshov Vel Betalt: 03.11.26`
const paymentPrefix =
  /^(?:(?:Nettgiro|Mobilbetaling|Overføring|eFaktura|AvtaleGiro) )?(?:til|fra): ?/i
const paidSuffix = /\s+Betalt: ?\d{2}\.\d{2}\.\d{2,4}$/i

/** The text as the bank wrote it, before any cleaning of its own or ours. */
export function toBankText(row: WireTransaction): string {
  return row.description ?? row.cleanedDescription ?? row.typeText ?? row.typeCode ?? ''
}

/** What a person recognises: the merchant or the other side, without the bank's own bookkeeping. */
export function toText(row: WireTransaction): string {
  const described = row.cleanedDescription ?? (row.description && cleanDescription(row.description))
  return described || toOtherSide(row) || row.typeText || row.typeCode || ''
}

/** Both descriptions may be missing (made optional by a client in January 2026). */
function toOtherSide(row: WireTransaction): string | null {
  if (isConfidential(row)) return null
  return row.merchant?.name ?? row.remoteAccountName ?? row.kidOrMessage
}

/** What the bank marks so is not spelled out from other fields: accounts can be shared in a household. */
export function isConfidential(row: WireTransaction): boolean {
  return row.confidential === true || row.isConfidential === true
}

function cleanDescription(description: string): string {
  const cleaned = description
    .replace(/\s+/g, ' ')
    .replace(cardPrefix, '')
    .replace(rateSuffix, '')
    .replace(paymentPrefix, '')
    .replace(paidSuffix, '')
    .trim()
  return cleaned || description
}
