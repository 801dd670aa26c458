import { randomBytes } from 'node:crypto'
import { daysBetween, toLocalDate } from '@skrin/shared/dates'
import type { LocalDate } from '@skrin/shared/brand'
import type { Request, Response } from 'express'
import type { AccountRequest, AisOptions } from './ais.ts'
import { resourceIdOf } from './accountBodies.ts'
import { sendProblem } from './problems.ts'
import { isBooked, toBookedBody, toPendingBody } from './transactionBodies.ts'

const statuses = ['booked', 'pending', 'both']

interface Query {
  readonly status: string
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  /** Rows before this page; null: no page was asked for. */
  readonly offset: number | null
}

/** Undated lists come in pages, dated ones whole or, when wide, not at all. */
export function createTransactions(options: AisOptions) {
  const { kit, switches } = options
  return (found: AccountRequest, response: Response, request: Request): void => {
    const query = readQuery(request)
    if (typeof query === 'string') return sendProblem(response, 'FORMAT_ERROR', query)
    const { widestDatedDays } = switches
    const span = query.from === null ? 0 : daysBetween(query.from, query.to ?? found.today)
    if (widestDatedDays !== null && query.offset === null && span > widestDatedDays) {
      return sendProblem(response, 'GATEWAY_TIMEOUT', 'Ask for fewer days')
    }
    if (query.offset !== null && kit.faults.take('seb', 'transactions', ['partial'])) {
      return void response.status(503).end()
    }
    const body = toBody(found, query, options)
    const isWrong = kit.faults.take('seb', 'transactions', ['wrong_shape']) !== undefined
    response.json(isWrong ? withWrongDay(body) : body)
  }
}

function toBody(found: AccountRequest, query: Query, options: AisOptions) {
  const { account, today, version, world, salt } = found
  const accountPath = `/accounts/${resourceIdOf(account, version)}`
  const context = { version, accountPath, salt }
  const all = world.transactionsOf(account.id, today)
  const booked = withBalances(found).filter(({ row }) => isWithin(row.bookedOn, query))
  const pending = [
    ...options.payments.upcomingFrom(account.id),
    ...all.filter((row) => !isBooked(row, today)),
  ]
  const { page, next } = toPage(booked, query, options)
  return {
    transactions: {
      ...(query.status !== 'pending' && {
        booked: page.map(({ row, balanceMinor }) =>
          toBookedBody(row, { ...context, balanceMinor }),
        ),
      }),
      ...(query.status !== 'booked' && {
        pending: pending.map((row) => toPendingBody(row, context)),
      }),
      _links: {
        account: { href: accountPath },
        ...(query.status !== 'pending' &&
          next !== null && {
            next: {
              href: `${accountPath}/transactions?bookingStatus=booked${toNextQuery(next, options, today)}`,
            },
          }),
      },
    },
  }
}

/** Newest first, each with the balance it left behind. */
function withBalances({ account, today, world }: AccountRequest) {
  let balanceMinor = world.balanceOf(account.id, today).bookedMinor
  return world
    .transactionsOf(account.id, today)
    .filter((row) => isBooked(row, today))
    .map((row) => {
      const after = balanceMinor
      balanceMinor -= row.amountMinor
      return { row, balanceMinor: after }
    })
}

function isWithin(day: LocalDate, { from, to, offset }: Query): boolean {
  // v7's links carry a date without meaning it.
  if (offset !== null) return true
  return (from === null || day >= from) && (to === null || day <= to)
}

function toPage<T>(rows: readonly T[], { from, offset }: Query, { switches, version }: AisOptions) {
  if (from !== null && offset === null) return { page: rows, next: null }
  const size = switches.pageSize ?? (version === 'v8' ? 500 : 199)
  const end = (offset ?? 0) + size
  return { page: rows.slice(offset ?? 0, end), next: end < rows.length ? end : null }
}

/** v8's key is opaque and never the same, with dots as in SEB's sample; v7 counts in the open. */
function toNextQuery(offset: number, { version }: AisOptions, today: LocalDate): string {
  if (version === 'v7') return `&dateFrom=${today}&transactionSequenceNumber=${offset}`
  const key = Buffer.from(`${offset}/${randomBytes(12).toString('hex')}`).toString('base64url')
  return `&paginationKey=${key.slice(0, 5)}..${key.slice(5)}`
}

/** The words of what is wrong, or what was asked. */
function readQuery({ query }: Request): Query | string {
  const status = query['bookingStatus']
  if (typeof status !== 'string' || !statuses.includes(status))
    return 'bookingStatus must be booked, pending or both'
  const from = readDate(query['dateFrom'])
  const to = readDate(query['dateTo'])
  if (from === 'wrong' || to === 'wrong') return 'dateFrom and dateTo must be dates'
  if (from !== null && to !== null && from > to) return 'dateFrom is after dateTo'
  const offset = readOffset(query)
  if (offset === 'wrong') return 'the key of the page is not valid'
  return { status, from, to, offset }
}

function readDate(value: unknown): LocalDate | null | 'wrong' {
  if (value === undefined) return null
  return (typeof value === 'string' ? toLocalDate(value) : null) ?? 'wrong'
}

function readOffset(query: Request['query']): number | null | 'wrong' {
  const { paginationKey, transactionSequenceNumber } = query
  if (paginationKey === undefined && transactionSequenceNumber === undefined) return null
  const text =
    typeof paginationKey === 'string'
      ? Buffer.from(paginationKey.replace('..', ''), 'base64url').toString('latin1')
      : `${typeof transactionSequenceNumber === 'string' ? transactionSequenceNumber : ''}/`
  const digits = /^(\d{1,6})\//.exec(text)?.[1]
  return digits === undefined ? 'wrong' : Number(digits)
}

function withWrongDay<T extends { transactions: { booked?: object[] } }>(body: T) {
  const booked = (body.transactions.booked ?? []).map((row, at) =>
    at === 0 ? { ...row, bookingDate: '2026-02-30' } : row,
  )
  return { ...body, transactions: { ...body.transactions, booked } }
}
