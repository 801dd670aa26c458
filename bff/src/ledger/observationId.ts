import type { AccountId, ObservationId } from '@skrin/shared/brand'
import { toSearchText } from '@skrin/shared/searchText'
import { idFrom } from '../ids.ts'
import type { ToldRow } from './observation.ts'

type Identified = Pick<
  ToldRow,
  'status' | 'booking_date' | 'amount_minor' | 'currency' | 'bank_text'
>

/** Rows that only their occurrence tells apart: two identical purchases on one day are the first and the second of it. */
export function toGroupKey(row: Identified & { readonly source: string }): string {
  return JSON.stringify([row.source, row.status, ...partsOf(row)])
}

/**
 * Account + source + status + booking day + amount + normalised text + occurrence: banks change their own ids between
 * calls, versions and on booking. A bank's are as transactions had them before there were observations.
 */
export function toObservationId(
  row: Identified & { readonly account_id: AccountId; readonly source: string },
  occurrence: number,
): ObservationId {
  const scope = row.source === 'bank' ? ['transaction'] : ['imported', row.source]
  const id = idFrom(...scope, row.account_id, row.status, ...partsOf(row), String(occurrence))
  return id as ObservationId
}

function partsOf({ booking_date, amount_minor, currency, bank_text }: Identified): string[] {
  return [booking_date, String(amount_minor), currency, normalise(bank_text)]
}

const MOST_KEPT = 2000
const normalised = new Map<string, string>()

/** Most texts come again and again, from the same shops and in every answer. */
function normalise(text: string): string {
  const known = normalised.get(text)
  if (known !== undefined) return known
  if (normalised.size >= MOST_KEPT) normalised.clear()
  const made = toSearchText(text)
  normalised.set(text, made)
  return made
}
