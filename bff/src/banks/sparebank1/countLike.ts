import type { LocalDate } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { negate } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import type { BankApi } from '../bank.ts'
import type { BankTransfer, TransferEnd } from '../bankTransfers.ts'
import { parseWire, readMoney } from '../wire.ts'
import { calls } from './calls.ts'
import { transactionsAnswer } from './wireShapes.ts'
import type { WireTransaction } from './wireShapes.ts'

const ROW_LIMIT = 1000
/** A day that is moved past the longest row of closed days, Easter, is still looked at. */
const LATEST_DAYS = 7

/**
 * How many transfers like this one stand in the bank's list from the wished day on: out of one account and into the other, since
 * recent rows of own transfers (R_260, R_914) do not say where to. A card shows it a day later: there the one side counts.
 */
export async function countLike(api: BankApi, transfer: BankTransfer): Promise<number | null> {
  const { from, to, amount, date } = transfer
  const wire = await api.fetchJson(calls.transactions, {
    query: {
      accountKey: to.kind === 'card' ? [from.key] : [from.key, to.key],
      fromDate: date < api.today ? date : api.today,
      rowLimit: String(ROW_LIMIT),
      source: 'ALL',
    },
  })
  const { transactions, errors } = parseWire(transactionsAnswer, wire)
  const isWhole = transactions && !errors?.length && !isCutOff(transactions.length)
  if (!isWhole) return null
  const like = transactions.filter((row) => isTransfer(row) && isAround(row, date))
  const out = count(like, { transfer, end: from, other: to, amount: negate(amount) })
  if (to.kind === 'card') return out
  return Math.min(out, count(like, { transfer, end: to, other: from, amount }))
}

/** The bank gives no sign of more; a ceiling of its own would be a round number. */
function isCutOff(rows: number): boolean {
  return rows >= ROW_LIMIT || (rows > 0 && rows % 100 === 0)
}

function isTransfer({ mcc, merchant }: WireTransaction): boolean {
  return mcc === null && !merchant
}

function isAround(row: WireTransaction, date: LocalDate): boolean {
  return row.date >= date && row.date <= addDays(date, LATEST_DAYS)
}

interface Side {
  readonly transfer: BankTransfer
  readonly end: TransferEnd
  readonly other: TransferEnd
  readonly amount: Money
}

function count(rows: readonly WireTransaction[], side: Side): number {
  return rows.filter((row) => isLike(row, side)).length
}

/** What a row does not tell speaks not against it. */
function isLike(row: WireTransaction, { transfer, end, other, amount }: Side): boolean {
  const { accountKey, remoteAccountNumber } = row
  const isToCard = transfer.to.kind === 'card'
  // Asked for one account only, the bank may leave out which.
  if (accountKey !== end.key && !(isToCard && accountKey === null)) return false
  if (readMoney('transactions[].amount', row.amount, amount.currency).minor !== amount.minor)
    return false
  if (other.number !== null && remoteAccountNumber !== null && remoteAccountNumber !== other.number)
    return false
  // A payment into a card carries what the bank writes: no message is sent with it.
  return isToCard || isSameMessage(row.kidOrMessage, transfer.message)
}

function isSameMessage(shown: string | null, sent: string): boolean {
  if (shown === null || sent === '') return true
  const [a, b] = [shown, sent].map((text) => text.replace(/\s+/g, '').toLowerCase())
  return a === b
}
