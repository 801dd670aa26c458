import type { WireJson } from '../wire.ts'
import type { WireTransaction } from './wireShapes.ts'

export interface Row {
  readonly row: WireTransaction
  readonly wire: WireJson
  readonly index: number
  readonly key: string
}

/**
 * One list of what the answers to several periods gave. The bank chooses by the day of the purchase and shows the day of
 * booking, so a row may stand outside the period whose answer it is in; nor is it certain that it heeds both ends. Equal
 * rows within one answer are as many purchases, equal rows of several answers are the same ones.
 */
export function mergeRows(answers: readonly (readonly Row[])[]): Row[] {
  const merged = new Map<string, Row[]>()
  for (const rows of answers) {
    for (const [identity, same] of Map.groupBy(rows, identityOf)) {
      if (same.length > (merged.get(identity)?.length ?? 0)) merged.set(identity, same)
    }
  }
  return [...merged.values()].flat()
}

/** Without the id, which changes with every call. */
function identityOf({ key, row }: Row): string {
  const { date, bookingStatus, amount, description, nonUniqueId } = row
  return JSON.stringify([key, date, bookingStatus, amount, description, nonUniqueId])
}
