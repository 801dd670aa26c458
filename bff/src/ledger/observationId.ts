import type { AccountId, ObservationId } from '@skrin/shared/brand'
import { toSearchText } from '@skrin/shared/searchText'
import { idFrom } from '../ids.ts'
import type { ToldRow } from './observation.ts'

type Identified = Pick<
  ToldRow,
  'status' | 'booking_date' | 'amount_minor' | 'currency' | 'bank_text'
>

/** Rows that only their occurrence tells apart: two identical purchases on one day are the first and the second of it. */
export function toGroupKey(row: Identified): string {
  return JSON.stringify([row.status, ...partsOf(row)])
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
  return [booking_date, String(amount_minor), currency, toSearchText(bank_text)]
}
