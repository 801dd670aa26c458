import type { LocalDate } from '@skrin/shared/brand'
import { addDays, localDateIn, toLocalDate } from '@skrin/shared/dates'
import type { Request, Response } from 'express'
import type { WorldTransaction } from '../../world/world.ts'
import { isStory } from './accountBodies.ts'
import type { Habits } from './behind.ts'
import { visitOf } from './guard.ts'
import type { AccountVisit } from './guard.ts'
import { toNextKey, toPage } from './pages.ts'
import { BANK, ZONE, sendError } from './parts.ts'
import type { ServiceParts } from './parts.ts'
import { toBody } from './transactionBodies.ts'

const statuses = ['BOOK', 'CNCL', 'HOLD', 'OTHR', 'PDNG', 'RJCT', 'SCHD']

interface Query {
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  readonly status: string | null
  readonly isLongest: boolean
}

/** What is pending comes first, then the newest. */
export function sendTransactions(parts: ServiceParts, request: Request, response: Response): void {
  const { faults, world } = parts.kit
  const visit = visitOf(response)
  const query = readQuery(request)
  if (typeof query === 'string') return sendError(response, 422, { error: query })
  const today = localDateIn(ZONE, parts.kit.now())
  if (isRefused(visit, { query, today }, response)) return
  const key = request.query['continuation_key']
  // A later page that does not come.
  if (key !== undefined && faults.take(BANK, 'transactions', ['partial']))
    return sendError(response, 502, { error: 'ASPSP_ERROR' })
  const rows = isStory(visit) ? world.transactionsOf(visit.account.id, today) : []
  const wanted = rows.filter((row) => isWanted(row, { visit, query, today }))
  const page = toPage(wanted, { key, request, habits: visit.behind.habits })
  if (!page) return sendError(response, 422, { error: 'WRONG_CONTINUATION_KEY' })
  const salt = faults.take(BANK, 'transactions', ['changed_ids']) ? 'changed' : ''
  const isWrong = faults.take(BANK, 'transactions', ['wrong_shape']) !== undefined
  const { currency, behind } = visit
  const bodies = page.items.map((row, at) => {
    const isBooked = row.bookedOn <= today
    const context = { habits: behind.habits, currency, isBooked, salt, at: page.start + at }
    const body = toBody(row, context)
    return isWrong ? { ...body, booking_date: '2026-02-30' } : body
  })
  response.json({ transactions: bodies, continuation_key: toNextKey(page, request) })
}

/** Whether the bank behind has said no to the question. */
function isRefused(
  { behind: { habits } }: AccountVisit,
  { query, today }: { query: Query; today: LocalDate },
  response: Response,
): boolean {
  if (habits.pending === 'refused' && query.status !== 'BOOK') {
    const detail = 'Unknown error'
    const message = 'Error interacting with ASPSP'
    sendError(response, 400, { error: 'ASPSP_ERROR', message, detail })
    return true
  }
  const isTooDeep = query.from !== null && !isWithinHistory(query.from, { habits, today })
  if (!isTooDeep || (query.isLongest && habits.knowsLongest)) return false
  const message = 'Wrong transactions period requested'
  sendError(response, 422, { error: 'WRONG_TRANSACTIONS_PERIOD', message })
  return true
}

function isWanted(
  row: WorldTransaction,
  { visit, query, today }: { visit: AccountVisit; query: Query; today: LocalDate },
): boolean {
  const isBooked = row.bookedOn <= today
  const { habits } = visit.behind
  if (query.status === 'BOOK' && !isBooked) return false
  if (query.status === 'PDNG' && isBooked) return false
  if (!isBooked) return habits.pending === 'told'
  if (!isWithinHistory(row.bookedOn, { habits, today })) return false
  const { from, to } = query
  return (from === null || row.bookedOn >= from) && (to === null || row.bookedOn <= to)
}

function isWithinHistory(
  day: LocalDate,
  { habits: { historyDays }, today }: { habits: Habits; today: LocalDate },
): boolean {
  return historyDays === null || day > addDays(today, -historyDays)
}

/** The code of what is wrong, or what was asked. */
function readQuery({ query }: Request): Query | string {
  const from = readDay(query['date_from'])
  const to = readDay(query['date_to'])
  const { transaction_status: status = null, strategy = 'default' } = query
  if (from === undefined || to === undefined) return 'WRONG_REQUEST_PARAMETERS'
  if (to !== null && from === null) return 'DATE_TO_WITHOUT_DATE_FROM'
  if (from !== null && to !== null && from > to) return 'WRONG_DATE_INTERVAL'
  if (strategy !== 'default' && strategy !== 'longest') return 'WRONG_REQUEST_PARAMETERS'
  if (status !== null && (typeof status !== 'string' || !statuses.includes(status)))
    return 'WRONG_REQUEST_PARAMETERS'
  return { from, to, status, isLongest: strategy === 'longest' }
}

/** undefined: there is one, and it is no day. */
function readDay(value: unknown): LocalDate | null | undefined {
  if (value === undefined) return null
  return typeof value === 'string' ? (toLocalDate(value) ?? undefined) : undefined
}
