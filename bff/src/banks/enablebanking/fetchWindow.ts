import * as v from 'valibot'
import type { LocalDate } from '@skrin/shared/brand'
import { addDays, daysBetween } from '@skrin/shared/dates'
import type { AccountTransactions, BankApi, BankTransaction } from '../bank.ts'
import { BankError } from '../bankError.ts'
import { parseWire } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { fetchPages } from './fetchPages.ts'
import type { Pages, Query } from './fetchPages.ts'
import { toRow, toState } from './mapping.ts'
import { transactionShape } from './wireShapes.ts'
import type { WireTransaction } from './wireShapes.ts'

/**
 * What every bank has to give without a new sign-in (EU 2018/389 Art. 10) is 90 days. Some count today among them and
 * refuse a question that goes back to the ninetieth (seen 2026-05).
 */
export const SURE_DAYS = 89

const BOOKED = 'BOOK'

const rawShape = v.object({ transactions: v.nullish(v.array(v.unknown()), []) })
const rowsShape = v.object({ transactions: v.nullish(v.array(transactionShape), []) })

interface Wanted {
  readonly key: string
  readonly uid: string
  readonly from: LocalDate
}

/**
 * Booked and pending rows of one account: both come in one answer, where the bank does not mind. Some refuse a question
 * about what is not booked, some one that is too deep: it then becomes narrower, until it is taken.
 */
export async function fetchWindow(api: BankApi, wanted: Wanted): Promise<AccountTransactions> {
  const sureFrom = addDays(api.today, -SURE_DAYS)
  const isDeep = wanted.from < sureFrom
  // `longest`: as far back as this bank goes now, which is more right after the person was there.
  const deep: Query[] = isDeep ? [{ date_from: wanted.from, strategy: 'longest' }] : []
  const near: Query = { date_from: isDeep ? sureFrom : wanted.from }
  // Each question that is refused would be one of the day's few.
  const habit = `refuses pending rows of ${wanted.uid}`
  const isKnown = api.memory?.has(habit) ?? false
  const questions = [...deep, near].flatMap((one) => {
    const ofBooked = { ...one, transaction_status: BOOKED }
    return isKnown ? [ofBooked] : [one, ofBooked]
  })
  const { pages, asked } = await askUntilTaken(api, wanted.uid, questions)
  if (!isKnown) api.memory?.note(habit, asked['transaction_status'] === BOOKED)
  return toAnswer(api, wanted, { pages, asked })
}

interface Asked {
  readonly pages: Pages
  readonly asked: Query
}

async function askUntilTaken(
  api: BankApi,
  uid: string,
  [question, ...narrower]: readonly Query[],
): Promise<Asked> {
  if (!question) throw new BankError('bank_refused')
  try {
    return { pages: await fetchPages(api, uid, question), asked: question }
  } catch (error) {
    if (narrower.length === 0 || !isAboutTheQuestion(error)) throw error
    return askUntilTaken(api, uid, narrower)
  }
}

/**
 * 422 WRONG_TRANSACTIONS_PERIOD and WRONG_REQUEST_PARAMETERS; banks that mind a question also answer it with the 400
 * ASPSP_ERROR, `Unknown error`, that a bank in trouble has as 5xx.
 */
function isAboutTheQuestion(error: unknown): boolean {
  if (!(error instanceof BankError) || (error.status !== 400 && error.status !== 422)) return false
  return error.code === 'bank_refused' || error.code === 'bank_behind_unavailable'
}

function toAnswer(
  api: BankApi,
  { key, from }: Wanted,
  { pages, asked }: Asked,
): AccountTransactions {
  const rows = readRows(pages, api.today)
  const booked = rows.booked.filter(({ bookingDate }) => bookingDate >= from)
  const coveredFrom = toCoveredFrom(booked, { from, asked, today: api.today })
  return {
    key,
    booked,
    // None from a bank that refuses to be asked: what it might have told before is no longer known.
    pending: rows.pending,
    coveredFrom: pages.isWhole ? coveredFrom : api.today,
    complete: pages.isWhole,
  }
}

/** Deeper than every bank must go, the end of a list says nothing about the days before it. */
function toCoveredFrom(
  booked: readonly BankTransaction[],
  { from, asked, today }: { from: LocalDate; asked: Query; today: LocalDate },
): LocalDate {
  if (daysBetween(from, today) <= SURE_DAYS) return from
  const sureFrom = addDays(today, -SURE_DAYS)
  if (asked['strategy'] === undefined) return sureFrom
  const [oldest] = booked.map(({ bookingDate }) => bookingDate).sort()
  return oldest !== undefined && oldest < sureFrom ? oldest : sureFrom
}

function readRows({ answers }: Pages, today: LocalDate) {
  const rows: Record<'booked' | 'pending', BankTransaction[]> = { booked: [], pending: [] }
  const earlier = new Set<string>()
  for (const answer of answers) {
    const { transactions: raw } = parseWire(rawShape, answer)
    const page = parseWire(rowsShape, answer).transactions ?? []
    for (const [at, row] of page.entries()) {
      if (earlier.has(identityOf(row))) continue
      // The answer came as WireJson; valibot cannot carry that recursive type.
      const wire = (raw?.[at] ?? null) as WireJson
      const context = { field: `transactions[${at}]`, wire, today }
      const state = toState(row, context)
      if (state !== 'none') rows[state].push(toRow(row, context))
    }
    for (const row of page) if (row.entry_reference !== null) earlier.add(identityOf(row))
  }
  return rows
}

/** A row slides onto the next page when another is booked meanwhile. Within one page, equal rows are as many movements. */
function identityOf({ transaction_id: _, ...row }: WireTransaction): string {
  return JSON.stringify(row)
}
