import * as v from 'valibot'
import type { LocalDate } from '@skrin/shared/brand'
import { addDays, daysBetween } from '@skrin/shared/dates'
import type { AccountTransactions, BankApi, BankTransaction } from '../bank.ts'
import { BankError } from '../bankError.ts'
import { parseWire } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { calls } from './calls.ts'
import { fetchPages } from './fetchPages.ts'
import type { Pages } from './fetchPages.ts'
import { toBooked, toPending } from './mapping.ts'
import { transactionsShape } from './wireShapes.ts'

/** What every bank has to give without a new sign-in (EU 2018/389 Art. 10); how much further one goes is not told. */
export const SURE_DAYS = 90

interface Wanted {
  readonly key: string
  readonly from: LocalDate
}

/** Booked and pending rows of one account: both come in one answer. */
export async function fetchWindow(api: BankApi, wanted: Wanted): Promise<AccountTransactions> {
  const sureFrom = addDays(api.today, -SURE_DAYS)
  try {
    return await fetchFrom(api, wanted)
  } catch (error) {
    // A bank may refuse a window deeper than its history instead of giving what it has.
    if (!(error instanceof BankError) || error.status !== 400 || wanted.from >= sureFrom)
      throw error
    return fetchFrom(api, { ...wanted, from: sureFrom })
  }
}

async function fetchFrom(api: BankApi, { key, from }: Wanted): Promise<AccountTransactions> {
  const pages = await fetchPages(api, calls.transactions, {
    params: { accountId: key },
    // A day early: a bank that means midnight in Oslo writes it as the evening before in UTC.
    query: { dateFrom: `${addDays(from, -1)}T00:00:00Z`, bookingStatus: 'both' },
  })
  const rows = readRows(pages, api.today)
  const booked = rows.booked.filter(({ bookingDate }) => bookingDate >= from)
  return {
    key,
    booked,
    pending: rows.pending,
    coveredFrom: pages.isWhole ? toCoveredFrom(booked, { from, today: api.today }) : api.today,
    complete: pages.isWhole,
  }
}

/** Deeper than every bank must go, the end of a list says nothing about the days before it. */
function toCoveredFrom(
  booked: readonly BankTransaction[],
  { from, today }: { from: LocalDate; today: LocalDate },
): LocalDate {
  if (daysBetween(from, today) <= SURE_DAYS) return from
  const [oldest] = booked.map(({ bookingDate }) => bookingDate).sort()
  const sureFrom = addDays(today, -SURE_DAYS)
  return oldest !== undefined && oldest < sureFrom ? oldest : sureFrom
}

const rawRows = v.nullish(v.array(v.unknown()), [])
const rawShape = v.object({ transactions: v.object({ booked: rawRows, pending: rawRows }) })

function readRows({ answers }: Pages, today: LocalDate) {
  const rows: { booked: BankTransaction[]; pending: BankTransaction[] } = {
    booked: [],
    pending: [],
  }
  for (const answer of answers) {
    const { transactions } = parseWire(transactionsShape, answer)
    const raw = parseWire(rawShape, answer).transactions
    const contextOf = (list: 'booked' | 'pending', at: number) => ({
      field: `transactions.${list}[${at}]`,
      // The answer came as WireJson; valibot cannot carry that recursive type.
      wire: (raw[list][at] ?? null) as WireJson,
      today,
    })
    rows.booked.push(
      ...transactions.booked.map((row, at) => toBooked(row, contextOf('booked', at))),
    )
    rows.pending.push(
      ...transactions.pending.map((row, at) => toPending(row, contextOf('pending', at))),
    )
  }
  return rows
}
