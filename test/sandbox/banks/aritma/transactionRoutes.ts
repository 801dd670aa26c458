import type { LocalDate } from '@skrin/shared/brand'
import { addDays, toLocalDate } from '@skrin/shared/dates'
import type { Request, Response } from 'express'
import type { WorldTransaction } from '../../world/world.ts'
import type { AccountRequest } from './accountRoutes.ts'
import { toNextPage, toPage } from './pages.ts'
import { BANK } from './parts.ts'
import { sendProblem } from './problems.ts'
import { toBookedBody, toPendingBody, transactionIdOf } from './transactionBodies.ts'
import type { RowContext } from './transactionBodies.ts'

const statuses = ['booked', 'pending', 'both', 'information', 'all']

interface Query {
  readonly status: string
  readonly from: LocalDate
  readonly to: LocalDate | null
}

/** Newest first in small pages; what is pending comes with the first. */
export function sendTransactions(
  found: AccountRequest,
  response: Response,
  request: Request,
): void {
  const { parts, account, accountId, context } = found
  const { faults } = parts.kit
  const { switches } = parts
  const query = readQuery(request)
  if (typeof query === 'string') return sendProblem(response, 400, query)
  const { deepestDays } = switches
  if (deepestDays !== null && query.from < addDays(context.today, -deepestDays - 1))
    return sendProblem(response, 400, 'dateFrom is further back than the bank answers for')
  const cursor = request.query['cursor']
  // A later page that does not come.
  if (cursor !== undefined && faults.take(BANK, 'transactions', ['partial']))
    return sendProblem(response, 503, 'The bank does not answer')
  const all = context.world.transactionsOf(account.id, context.today)
  const booked = all.filter(
    ({ bookedOn }) => bookedOn <= context.today && isWithin(bookedOn, query),
  )
  const isBookedWanted = query.status !== 'pending' && query.status !== 'information'
  const page = toPage(isBookedWanted ? booked : [], cursor, switches.transactionPageSize)
  if (!page) return sendProblem(response, 400, 'cursor is not valid')
  const salt = faults.take(BANK, 'transactions', ['changed_ids']) ? 'changed' : ''
  const isPendingWanted = cursor === undefined && ['pending', 'both', 'all'].includes(query.status)
  const next = toNextPage(request, {
    path: `/accounts/${accountId}/transactions`,
    next: page.next,
    place: switches.nextPage,
  })
  const pending = isPendingWanted ? all.filter(({ bookedOn }) => bookedOn > context.today) : []
  const rows = toRows({ booked: page.items, pending }, { accountId, salt })
  const isWrong = faults.take(BANK, 'transactions', ['wrong_shape']) !== undefined
  const shown = isWrong ? { ...rows, booked: rows.booked.map(withWrongDay) } : rows
  response.json({ transactions: { ...shown, ...next.inTransactions }, ...next.top })
}

function toRows(
  rows: { booked: readonly WorldTransaction[]; pending: readonly WorldTransaction[] },
  context: RowContext,
) {
  return {
    booked: rows.booked.map((row) => toBookedBody(row, context)),
    pending: rows.pending.map((row) => toPendingBody(row, context)),
  }
}

export function sendDetails(found: AccountRequest, response: Response, request: Request): void {
  const { account, accountId, context } = found
  const row = context.world
    .transactionsOf(account.id, context.today)
    .find((one) => transactionIdOf(one, '') === request.params['transactionId'])
  if (!row) return sendProblem(response, 404, 'Transaction not found')
  response.json({ transactionDetails: toBookedBody(row, { accountId, salt: '' }) })
}

/** The words of what is wrong, or what was asked. */
function readQuery({ query }: Request): Query | string {
  const from = readMoment(query['dateFrom'])
  if (from === null) return 'dateFrom is required, as date and time'
  const to = query['dateTo'] === undefined ? null : readMoment(query['dateTo'])
  if (to === null && query['dateTo'] !== undefined) return 'dateTo must be date and time'
  const status = query['bookingStatus']
  if (typeof status !== 'string' || !statuses.includes(status))
    return `bookingStatus is required: ${statuses.join(', ')}`
  return { status, from, to }
}

function readMoment(value: unknown): LocalDate | null {
  const day = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})?$/.exec(
    typeof value === 'string' ? value : '',
  )?.[1]
  return day === undefined ? null : toLocalDate(day)
}

function isWithin(day: LocalDate, { from, to }: Query): boolean {
  return day >= from && (to === null || day <= to)
}

function withWrongDay<T extends object>(row: T) {
  return { ...row, bookingDate: '2026-02-30T00:00:00Z' }
}
