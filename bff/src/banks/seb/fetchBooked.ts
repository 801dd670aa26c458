import { addDays, daysBetween } from '@skrin/shared/dates'
import type { LocalDate } from '@skrin/shared/brand'
import type { AccountTransactions, BankApi, BankTransaction } from '../bank.ts'
import { BankError, MappingError } from '../bankError.ts'
import type { WireJson } from '../wire.ts'
import { calls } from './calls.ts'
import { aisVersionOf } from './mapping.ts'
import { readPage } from './readPage.ts'
import type { TransactionPage } from './readPage.ts'

/** Dated lists come whole but may time out when wide (SEB's AIS notes); deeper than this is read page by page. */
export const DATED_DAYS = 90
/** 20,000 rows in v7's pages of 199: more than a household has, and an end to links that never end. */
const MAX_PAGES = 100

type Booked = Pick<AccountTransactions, 'booked' | 'coveredFrom' | 'complete'>
interface Wanted {
  readonly key: string
  readonly from: LocalDate
}
type ListEnd = 'reached' | 'whole' | 'cut' | 'failed'

export async function fetchBooked(api: BankApi, wanted: Wanted): Promise<Booked> {
  const isDated = daysBetween(wanted.from, api.today) <= DATED_DAYS
  const dates = isDated ? { dateFrom: wanted.from, dateTo: api.today } : {}
  const first = await api.fetchJson(calls.transactions, {
    params: { accountId: wanted.key },
    query: { bookingStatus: 'booked', ...dates },
  })
  const { rows, end } = await readPages(api, { first, from: wanted.from })
  const coveredFrom =
    isDated && end === 'whole' ? wanted.from : toCoveredFrom(rows, { api, wanted, end })
  return {
    booked: rows.filter(({ bookingDate }) => bookingDate >= coveredFrom),
    coveredFrom,
    complete: end === 'reached' || end === 'whole',
  }
}

/** Dated lists are said to be whole, yet the bank's samples of links have dates: links are followed either way. */
async function readPages(
  api: BankApi,
  { first, from }: { first: WireJson; from: LocalDate },
): Promise<{ rows: BankTransaction[]; end: ListEnd }> {
  const context = { version: aisVersionOf(api.settings), today: api.today }
  const rows: BankTransaction[] = []
  // A row slides onto the next page when another is booked meanwhile. Ids hold within one version, so within one reading.
  const known = new Set<string>()
  const followed = new Set<string>()
  let page = readPage(first, context)
  for (;;) {
    const fresh = page.booked.filter((row) => row.bankId === null || !known.has(row.bankId))
    for (const { bankId } of fresh) if (bankId !== null) known.add(bankId)
    rows.push(...fresh)
    if (hasReached(page, from)) return { rows, end: 'reached' }
    if (page.next === null) return { rows, end: 'whole' }
    if (followed.has(page.next)) throw new MappingError('transactions._links.next.href')
    if (followed.size + 1 === MAX_PAGES) return { rows, end: 'cut' }
    followed.add(page.next)
    try {
      page = readPage(await api.fetchLink(calls.transactions, page.next), context)
    } catch (error) {
      // The pages read so far are true; what follows is asked for again next time.
      if (!(error instanceof BankError) || error.code === 'reconnect_needed') throw error
      return { rows, end: 'failed' }
    }
  }
}

/** The order of rows is not documented: only a page that runs backwards past `from` ends the reading. */
function hasReached({ booked }: TransactionPage, from: LocalDate): boolean {
  const [first, last] = [booked[0]?.bookingDate, booked.at(-1)?.bookingDate]
  return first !== undefined && last !== undefined && first > last && last < from
}

/** How deep SEB's history goes is not disclosed: the end of a list says nothing about the days before it. */
function toCoveredFrom(
  rows: readonly BankTransaction[],
  { api, wanted, end }: { api: BankApi; wanted: Wanted; end: ListEnd },
): LocalDate {
  if (end === 'reached') return wanted.from
  const [oldest] = rows.map(({ bookingDate }) => bookingDate).sort()
  if (oldest === undefined) return api.today
  const covered = end === 'whole' ? oldest : addDays(oldest, 1)
  return covered > wanted.from ? covered : wanted.from
}
