import express from 'express'
import type { Request, RequestHandler, Response, Router } from 'express'
import type { LocalDate } from '@skrin/shared/brand'
import { toLocalDate } from '@skrin/shared/dates'
import { nextBankingDay } from '../../world/bankingDays.ts'
import type { Visit } from './api.ts'
import { refuse } from './errors.ts'
import { BANK } from './parts.ts'
import type { Parts } from './parts.ts'
import { readTransfer } from './transferBodies.ts'
import type { TransferBody } from './transferBodies.ts'
import { statusOf } from './transferCodes.ts'
import { toTransferDay } from './transferDay.ts'
import type { TransferDay } from './transferDay.ts'
import { debitEnds, findCardEnds } from './transferEnds.ts'
import type { FindEnds } from './transferEnds.ts'
import { findRefusal } from './transferRefusals.ts'

interface Access {
  at(name: string): RequestHandler[]
  visit(response: Response): Visit
  today(): LocalDate
}

interface TransferKind {
  readonly operation: string
  readonly most: number
  readonly findEnds: FindEnds
}

export function addTransferRoutes(router: Router, parts: Parts, access: Access): void {
  const kinds: Readonly<Record<string, TransferKind>> = {
    '/transfer/debit': {
      operation: 'transfer',
      most: 1_000_000_000_00,
      findEnds: debitEnds(parts),
    },
    '/transfer/creditcard/transferTo': {
      operation: 'cardTransfer',
      most: 999_999_999_00,
      findEnds: findCardEnds,
    },
  }
  const json = express.json({ type: 'application/*' })
  for (const [path, kind] of Object.entries(kinds))
    router.post(path, json, ...access.at(kind.operation), move(parts, access, kind))
}

function move(parts: Parts, { visit, today }: Access, kind: TransferKind): RequestHandler {
  const { kit } = parts
  return (request, response) => {
    if (!request.is('application/vnd.sparebank1.v1+json'))
      return void refuse(response, { status: 415, code: 'unsupported.media.type' })
    const fault = kit.faults.take(BANK, kind.operation, ['refuse'])
    const taken = fault
      ? String(fault.value ?? 'general.error.transfer.not.completed')
      : take(parts, kind, { request, response, visit: visit(response), today: today() })
    if (typeof taken === 'string')
      return void refuse(response, { status: statusOf(taken), code: taken })
    // Done, but the answer is another than documented.
    if (kit.faults.take(BANK, kind.operation, ['wrong_shape'])) return void response.json({})
    response.json(taken)
  }
}

interface Visiting {
  readonly request: Request
  readonly response: Response
  readonly visit: Visit
  readonly today: LocalDate
}

/** Moves the money. A text: the code that it is refused with. */
function take(
  parts: Parts,
  { operation, most, findEnds }: TransferKind,
  { request, response, visit, today }: Visiting,
): { paymentId: string; warnings: readonly string[] } | string {
  const { kit, switches } = parts
  const body: TransferBody = { ...request.body }
  if (!String(response.locals['scope']).split(' ').includes('transfer'))
    return 'not.authorized.for.operation'
  const read = readTransfer(body, { most, today })
  if (typeof read === 'string') return read
  const ends = findEnds(body, visit)
  if (typeof ends === 'string') return ends
  if ((body['currencyCode'] ?? 'NOK') !== ends.from.currency)
    return 'missing.or.invalid.account.currency'
  const { amountMinor, message } = read
  const { day, warnings } =
    toMovedDay(parts, operation, today) ??
    toTransferDay(read.dueDate, { today, now: kit.now(), switches })
  const { person } = visit
  const refusal = findRefusal({
    ...ends,
    amountMinor,
    day,
    today,
    person,
    world: kit.world,
    switches,
  })
  if (refusal !== null) return refusal
  const order = { from: ends.from.id, to: ends.to.id, amountMinor, orderedOn: today, day, message }
  const isLike = kit.world
    .moves()
    .some((one) => one.from === order.from && one.to === order.to && isSame(one, order))
  // A card shows it no sooner than on the next day that banks are open.
  const arrivesOn = ends.to.kind === 'card' ? nextBankingDay(day, 'NO') : day
  kit.world.moveMoney({ ...order, arrivesOn })
  return {
    paymentId: String(20_000_000_000 + kit.world.moves().length),
    warnings: isLike ? [...warnings, 'DUPLICATE_PAYMENT_EXISTS'] : warnings,
  }
}

interface DayAndAmount {
  readonly day: LocalDate
  readonly amountMinor: number
}

function isSame(a: DayAndAmount, b: DayAndAmount): boolean {
  return a.day === b.day && a.amountMinor === b.amountMinor
}

/** The fault `moved_day`. */
function toMovedDay({ kit }: Parts, operation: string, today: LocalDate): TransferDay | null {
  const fault = kit.faults.take(BANK, operation, ['moved_day'])
  if (!fault) return null
  const day = toLocalDate(String(fault.value)) ?? nextBankingDay(today, 'NO')
  return { day, warnings: ['DUE_DATE_MOVED_SINCE_BANK_IS_CLOSED_ON_REQUESTED_DATE'] }
}
