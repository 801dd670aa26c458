import { daysBetween } from '@skrin/shared/dates'
import { toSearchText } from '@skrin/shared/searchText'
import type { ObservationRow, ToldRow } from './observation.ts'

/** What two rows have in common is asked many times of the same ones. */
export interface Traits {
  /** The text as it is read, normalised. */
  readonly text: string
  /** The words by which a shop or a person is known again. */
  readonly words: ReadonlySet<string>
}

/** Of cards, transfers and their direction: they say nothing about whom the money went to. */
const common = new Set(
  `varekjop varekop kjop kop kortkjop kortkop kort card visa mastercard bankaxept debit purchase payment reservert
  reservasjon reserverat reservation reserved betaling betalning betalt betald nettgiro giro bankgiro plusgiro autogiro
  avtalegiro efaktura overforing overforinger transfer til till fra fran from vipps swish mobilepay klarna paypal kurs
  rate nok sek dkk eur usd gbp dato datum the and och og as ab inc ltd www com oslo stockholm norge sverige norway sweden`
    .split(/\s+/)
    .filter(Boolean),
)

export function traitsOf(row: ToldRow | ObservationRow): Traits {
  const told = [row.text, row.bank_text, row.counterparty_name ?? '']
  const words = toSearchText(told.join(' '))
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= 3 && !common.has(word))
  return { text: toSearchText(row.text), words: new Set(words) }
}

/** How many telling words two rows share. */
export function countShared(a: Traits, b: Traits): number {
  let shared = 0
  for (const word of a.words) if (b.words.has(word)) shared++
  return shared
}

export function daysApart(
  a: Pick<ToldRow, 'booking_date'>,
  b: Pick<ToldRow, 'booking_date'>,
): number {
  return Math.abs(daysBetween(a.booking_date, b.booking_date))
}

export function isSameAmount(a: ToldRow, b: ToldRow): boolean {
  return a.amount_minor === b.amount_minor && a.currency === b.currency
}

/**
 * Whether what was reserved may have been booked as this: the same in the currency of the purchase, or less (fuel,
 * hotels), or a quarter more (tips, exchange). Never in the other direction.
 */
export function isPlausibleChange(reserved: ToldRow, booked: ToldRow): boolean {
  if (reserved.currency !== booked.currency) return false
  if (Math.sign(reserved.amount_minor) !== Math.sign(booked.amount_minor)) return false
  const isSameOriginal =
    reserved.original_minor !== null &&
    reserved.original_minor === booked.original_minor &&
    reserved.original_currency === booked.original_currency
  const [before, after] = [Math.abs(reserved.amount_minor), Math.abs(booked.amount_minor)]
  // More than a quarter more, without leaving whole minor units.
  return isSameOriginal || after - before <= Math.floor(before / 4)
}
