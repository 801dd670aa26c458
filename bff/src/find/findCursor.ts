import { sql } from 'kysely'
import * as v from 'valibot'
import { localDate, transactionId } from '@skrin/shared/api/primitives'
import { bookingStatus } from '@skrin/shared/api/transactions'
import type { BookingStatus } from '@skrin/shared/api/transactions'
import type { LocalDate, TransactionId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { AppError } from '../appError.ts'
import type { Database } from '../store/database.ts'
import { toRangesTest } from './findQueries.ts'
import { PENDING, firstRankOf } from './rankRanges.ts'
import type { RankRange } from './rankRanges.ts'

const cursor = v.tuple([bookingStatus, localDate, transactionId])

/** Where the next page begins: after this row. Opaque to clients; not its rank, which other people's rows have a part in. */
export function toCursor(row: {
  readonly status: BookingStatus
  readonly booking_date: LocalDate
  readonly id: TransactionId
}): string {
  return Buffer.from(JSON.stringify([row.status, row.booking_date, row.id])).toString('base64url')
}

function parseCursor(text: string) {
  try {
    return v.parse(cursor, JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch (cause) {
    throw new AppError('bad_request', { field: 'cursor', cause })
  }
}

/**
 * The rank after which the page begins. When the row has moved or is gone since, its whole day is told once more: better a row
 * twice than none.
 * @throws AppError bad_request for anything that `toCursor` did not make
 */
export async function readCursor(
  db: Database,
  ranges: readonly RankRange[],
  text: string,
): Promise<number> {
  const [status, day, id] = parseCursor(text)
  const { rows } = await sql<{ rank: number }>`
    select rank from finds
    where transaction_id = ${id} and status = ${status} and booking_date = ${day}
      and ${toRangesTest(ranges)}`.execute(db)
  const [row] = rows
  return row?.rank ?? firstRankOf(addDays(day, 1)) + (status === 'pending' ? PENDING : 0)
}
