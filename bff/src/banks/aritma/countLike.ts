import type { LocalDate } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import type { BankApi, BankTransaction } from '../bank.ts'
import type { BankTransfer, TransferEnd } from '../bankTransfers.ts'
import { parseWire } from '../wire.ts'
import { fetchTransactions } from './api.ts'
import { toMessage } from './mapping.ts'
import { transactionShape } from './wireShapes.ts'

/** A day that is moved past the longest row of closed days, Easter, is still looked at. */
const LATEST_DAYS = 7

/**
 * How many transfers like this one the lists show from the wished day on, booked or pending: out of one account and into the
 * other, where either row may leave out whom it is with and its message. What lies ahead stands at the sender only, and
 * has to say where to. null: a list is not whole.
 */
export async function countLike(api: BankApi, transfer: BankTransfer): Promise<number | null> {
  const { from, to, amount, date } = transfer
  const first = date < api.today ? date : api.today
  const accounts = [from, to].map(({ key, number, kind }) => {
    return { key, number, kind, currency: amount.currency }
  })
  const fetched = await fetchTransactions(api, { accounts, from: first })
  const [out, into] = [from, to].map(({ key }) => fetched.accounts.find((one) => one.key === key))
  if (!isWhole(out, first) || !isWhole(into, first)) return null
  const left = listLike(out, { transfer, minor: -amount.minor, other: to })
  const came = listLike(into, { transfer, minor: amount.minor, other: from })
  const isHere = ({ bookingDate }: BankTransaction) => bookingDate <= api.today
  const ahead = left.filter((row) => !isHere(row) && toldAccount(row) !== null)
  return Math.min(left.filter(isHere).length, came.filter(isHere).length) + ahead.length
}

type Listed = Awaited<ReturnType<typeof fetchTransactions>>['accounts'][number]

function isWhole(list: Listed | undefined, from: LocalDate): list is Listed {
  return list?.complete === true && list.coveredFrom <= from
}

interface Side {
  readonly transfer: BankTransfer
  readonly minor: number
  readonly other: TransferEnd
}

/** What a row does not tell speaks not against it. */
function listLike({ booked, pending }: Listed, { transfer, minor, other }: Side) {
  const { amount, date, message } = transfer
  return [...booked, ...pending].filter(
    (row) =>
      row.amount.minor === minor &&
      row.amount.currency === amount.currency &&
      row.bookingDate >= date &&
      row.bookingDate <= addDays(date, LATEST_DAYS) &&
      isWith(row, other) &&
      isSameMessage(toMessage(parseWire(transactionShape, row.wire)), message),
  )
}

function isWith(row: BankTransaction, { number, iban }: TransferEnd): boolean {
  const told = toldAccount(row)
  return told === null || told === number || told === iban
}

function toldAccount({ counterparty }: BankTransaction): string | null {
  return counterparty?.account?.replace(/[\s.]/g, '') ?? null
}

function isSameMessage(shown: string | null, sent: string): boolean {
  if (shown === null || sent === '') return true
  const [a, b] = [shown, sent].map((text) => text.replace(/\s+/g, '').toLowerCase())
  return a === b
}
