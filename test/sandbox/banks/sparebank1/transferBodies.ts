import { toLocalDate } from '@skrin/shared/dates'
import type { LocalDate } from '@skrin/shared/brand'
import { norwegianNumber } from '../../world/accountNumbers.ts'
import type { TransferCode } from './transferCodes.ts'

/** What both transfer calls have, as sent. */
export interface TransferBody {
  readonly [name: string]: unknown
}

export interface ReadTransfer {
  readonly amountMinor: number
  /** Today when none was sent. */
  readonly dueDate: LocalDate
  readonly message: string | null
}

const LONGEST_MESSAGE = 40

/** A text: the code that the body is refused with. */
export function readTransfer(
  body: TransferBody,
  { most, today }: { most: number; today: LocalDate },
): ReadTransfer | TransferCode {
  const amountMinor = readAmount(body['amount'])
  if (amountMinor === null || amountMinor > most) return 'amount.invalid'
  const { message = null, dueDate: sentDate = today } = body
  if (message !== null && (typeof message !== 'string' || [...message].length > LONGEST_MESSAGE))
    return 'message.length.invalid'
  const dueDate = typeof sentDate === 'string' ? toLocalDate(sentDate) : null
  return dueDate === null ? 'due.date.invalid' : { amountMinor, dueDate, message }
}

/** Text from 0.01: a number is refused. */
function readAmount(amount: unknown): number | null {
  if (typeof amount !== 'string') return null
  const [, whole = '', fraction = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(amount) ?? []
  const minor = Number(`${whole}${fraction.padEnd(2, '0')}`)
  return whole === '' || minor === 0 ? null : minor
}

/** Eleven digits, the last of which fits the others. */
export function isAccountNumber(number: unknown): number is string {
  if (typeof number !== 'string' || !/^\d{11}$/.test(number)) return false
  try {
    return norwegianNumber(number.slice(0, 10)) === number
  } catch {
    // Some beginnings have no check digit: no account has them.
    return false
  }
}
