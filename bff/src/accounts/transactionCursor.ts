import * as v from 'valibot'
import { localDate, transactionId } from '@skrin/shared/api/primitives'
import { bookingStatus } from '@skrin/shared/api/transactions'
import type { BookingStatus } from '@skrin/shared/api/transactions'
import type { LocalDate, TransactionId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'

const cursor = v.tuple([bookingStatus, localDate, transactionId])

/** Where the next page begins: after this row, in the order of the list. Opaque to clients. */
export function toCursor(row: {
  status: BookingStatus
  booking_date: LocalDate
  id: TransactionId
}): string {
  return Buffer.from(JSON.stringify([row.status, row.booking_date, row.id])).toString('base64url')
}

/** @throws AppError bad_request for anything that `toCursor` did not make */
export function parseCursor(text: string) {
  try {
    const [status, date, id] = v.parse(
      cursor,
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    )
    return { status, date, id }
  } catch (cause) {
    throw new AppError('bad_request', { field: 'cursor', cause })
  }
}
