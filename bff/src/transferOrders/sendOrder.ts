import { setTimeout as delay } from 'node:timers/promises'
import type { TransferApproval } from '@skrin/shared/api/transferOrders'
import { AppError } from '../appError.ts'
import type { Presence } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import { withoutSlash } from '../config/readUrl.ts'
import { untilAvailable } from '../store/untilAvailable.ts'
import { findEnds, parsePrepared, toBankTransfer } from './orderTransfer.ts'
import type { OrderRow } from './orderRows.ts'
import { refreshAfter } from './refreshAfter.ts'
import type { TransferLine } from './requireTransfers.ts'
import { saveOutcome } from './saveOutcome.ts'
import type { OrderOutcome } from './saveOutcome.ts'
import type { TransferDeps } from './transferDeps.ts'

/** From being claimed to the last moment at which a call may leave: a token may have to be renewed before. */
const LEAVES_WITHIN_MS = 30_000
/** What the clocks of two replicas may differ, and what keeping the answer takes. */
const MARGIN_MS = 10_000
/** Shutting down does not wait longer than this: what is still on its way then is unknown. */
const SETTLES_WITHIN_MS = 30_000

/** How long an order that is sent now counts as on its way; nothing of it can leave after that. */
export function toSendingUntil(now: number, exchangeMs: number): number {
  return now + LEAVES_WITHIN_MS + exchangeMs + MARGIN_MS
}

export interface Sending {
  /** As it was claimed, in the state `sending`. */
  readonly order: OrderRow
  readonly line: TransferLine
  readonly presence: Presence
}

export interface Sent {
  /** undefined: it is gone. */
  readonly order: OrderRow | undefined
  readonly approval: TransferApproval | null
}

/** The only one who sends orders. What was begun goes on when the browser that asked for it goes away. */
export interface TransferSender {
  /** Once for every order that somebody claimed, and never again. */
  send(sending: Sending): Promise<Sent>
  /** Resolves when nothing is on its way any more, or after half a minute. */
  settle(): Promise<void>
}

export function createTransferSender(deps: TransferDeps): TransferSender {
  const flights = new Set<Promise<unknown>>()
  return {
    send(sending) {
      const flight = send(deps, sending).finally(() => flights.delete(flight))
      flights.add(flight)
      return flight
    },
    async settle() {
      const tooLong = delay(SETTLES_WITHIN_MS, undefined, { ref: false })
      await Promise.race([Promise.allSettled(flights), tooLong])
    },
  }
}

async function send(deps: TransferDeps, sending: Sending): Promise<Sent> {
  const { order, line, presence } = sending
  const outcome = await submit(deps, sending)
  const saved = await untilAvailable(() => saveOutcome(deps, order, outcome))
  deps.log.info({
    event: 'transfer.answered',
    bank: order.bank,
    connection: line.connection.id,
    detail: outcome.kind,
  })
  if (saved) refreshAfter(deps, { order: saved, connection: line.connection, presence })
  return { order: saved, approval: outcome.kind === 'approval' ? outcome.approval : null }
}

/** Nothing that goes wrong is thrown: what it means for the money is what counts. */
async function submit(
  deps: TransferDeps,
  { order, line, presence }: Sending,
): Promise<OrderOutcome> {
  const { transfers, connection } = line
  let calls = 0
  let isKnownByName = false
  const beforeEachCall = async () => {
    calls++
    await requireOnItsWay(deps, order)
  }
  try {
    const api = await deps.access.openTransferApi(connection, presence, beforeEachCall)
    return await transfers.submit(api, {
      transfer: toBankTransfer(order, await findEnds(deps.db, order)),
      prepared: parsePrepared(order),
      idempotencyKey: order.id,
      returnUrl: toReturnUrl(deps, order),
      keepReference: (known) => {
        isKnownByName = true
        return keepReference(deps, order, known)
      },
    })
  } catch (error) {
    const problem = toProblem(error)
    if (problem === 'internal') deps.log.error({ event: 'transfer.broke', bank: order.bank, error })
    const neverLeft = calls === 0 || (calls === 1 && !isKnownByName && isCertain(error))
    const moves = transfers.commits === 'submit' || isKnownByName
    return neverLeft || !moves ? { kind: 'not_sent', problem } : { kind: 'unknown', problem }
  }
}

/** A crash from here on leaves an order that the bank can be asked for. */
async function keepReference(
  { db }: TransferDeps,
  { id }: OrderRow,
  { reference, progress }: { reference: string; progress: string },
): Promise<void> {
  await untilAvailable(() =>
    db
      .updateTable('transfer_orders')
      .set({ reference, progress })
      .where('id', '=', id)
      .where('state', 'in', ['sending', 'unknown'])
      .execute(),
  )
}

/**
 * The last look before bytes leave. Whoever was held up, by a token that took long or a machine that slept, finds that the
 * order counts as unknown by now, and perhaps that the person said it did not happen: then it must not happen any more.
 */
async function requireOnItsWay({ db, clock }: TransferDeps, order: OrderRow): Promise<void> {
  const row = await db
    .selectFrom('transfer_orders')
    .select('state')
    .where('id', '=', order.id)
    .executeTakeFirst()
  const isLate = order.sent_at === null || clock.now() >= order.sent_at + LEAVES_WITHIN_MS
  if (isLate || row?.state !== 'sending') {
    throw new BankError('bank_timeout', { changedNothing: true })
  }
}

function isCertain(error: unknown): boolean {
  return error instanceof BankError && error.changedNothing
}

function toProblem(error: unknown) {
  return error instanceof BankError || error instanceof AppError ? error.code : 'internal'
}

/** The page that shows the order. */
function toReturnUrl({ config }: TransferDeps, { id }: OrderRow): string {
  return `${withoutSlash(config.publicUrl)}/move/${id}`
}
