import type { LocalDate } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { negate } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import type { BankApi } from '../bank.ts'
import type { BankTransfer } from '../bankTransfers.ts'
import { readMoney } from '../wire.ts'
import { calls } from './calls.ts'
import { fetchRows } from './fetchRows.ts'
import { wireStatementRow } from './wireShapes.ts'

/** Money moves at once; a booking after a row of closed days is still looked at. */
const LATEST_DAYS = 7

/**
 * How many transfers like this one the statements show from its day on: out of one account and into the other. Rows name
 * neither the other account nor the message, so amount and day are all there is to go by.
 */
export async function countLike(api: BankApi, transfer: BankTransfer): Promise<number | null> {
  const { from, to, amount, date } = transfer
  const out = await countRows(api, { accountId: from.key, amount: negate(amount), date })
  const into = await countRows(api, { accountId: to.key, amount, date })
  return out === null || into === null ? null : Math.min(out, into)
}

async function countRows(
  api: BankApi,
  { accountId, amount, date }: { accountId: string; amount: Money; date: LocalDate },
): Promise<number | null> {
  // Without an end: with one the bank leaves out what is new, and today as the end was answered with 500.
  const window = { from: date, to: null }
  const request = { call: calls.statement, row: wireStatementRow, accountId, window }
  const { rows, complete } = await fetchRows(api, request)
  if (!complete) return null
  return rows.filter(({ item, field }) => {
    const { accountingDate: day, isReservation, cardDetails } = item
    const isTransfer = !isReservation && !cardDetails
    const isInTime = day >= date && day <= addDays(date, LATEST_DAYS)
    return (
      isTransfer &&
      isInTime &&
      readMoney(`${field}.amount`, item.amount, amount.currency).minor === amount.minor
    )
  }).length
}
