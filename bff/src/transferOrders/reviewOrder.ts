import { randomUUID } from 'node:crypto'
import { transferOrderId } from '@skrin/shared/api/primitives'
import type { transferOrderRequest, TransferReview } from '@skrin/shared/api/transferOrders'
import type { MemberId } from '@skrin/shared/brand'
import { checkTransfer } from '@skrin/shared/transferOrders/checkTransfer'
import * as v from 'valibot'
import { AppError } from '../appError.ts'
import { requireWithinLimit } from './dailyLimits.ts'
import { describeOrder } from './describeOrder.ts'
import { lapseOrders } from './lapseOrders.ts'
import { listSimilar } from './listOrders.ts'
import { findBlocker, toBankDay } from './orderRows.ts'
import type { OrderRow } from './orderRows.ts'
import { parsePrepared, toBankTransfer } from './orderTransfer.ts'
import { previewRequest } from './previewRequest.ts'
import { requireTransfers } from './requireTransfers.ts'
import type { TransferLine } from './requireTransfers.ts'
import { findOwnAccount, toTransferAccount } from './transferAccounts.ts'
import type { AccountRow } from './transferAccounts.ts'
import type { TransferDeps } from './transferDeps.ts'

const CONFIRMED_WITHIN_MS = 10 * 60_000

export type TransferWish = v.InferOutput<typeof transferOrderRequest>

/**
 * Keeps what a person wishes as an order that they can confirm within ten minutes. Nothing leaves Skrin.
 * @throws AppError not_found for an account that is not theirs · transfers_off · reconnect_needed · transfer_invalid ·
 * transfer_unsettled · transfer_limit
 */
export async function reviewOrder(
  deps: TransferDeps,
  member: MemberId,
  wish: TransferWish,
): Promise<TransferReview> {
  const { db } = deps
  await lapseOrders(deps, member)
  const from = await findOwnAccount(db, member, wish.from)
  const to = await findOwnAccount(db, member, wish.to)
  if (!from || !to) throw new AppError('not_found')
  const line = await requireTransfers(deps, db, { member, connection: from.connection_id })
  const message = toSentMessage(line, to, wish.message)
  requireValid(deps, line, { ...wish, message, from, to })
  if (await findBlocker(db, line.connection.id)) throw new AppError('transfer_unsettled')
  await requireWithinLimit(deps, member, wish.amount)
  const order = toRow(deps, line, { ...wish, message, from, to })
  await db.insertInto('transfer_orders').values(order).execute()
  return toReview(deps, line, order)
}

/** A review as it was first seen, for a page that was loaded anew. */
export async function toReview(
  { db, clock }: Pick<TransferDeps, 'db' | 'clock'>,
  { transfers }: Pick<TransferLine, 'transfers'>,
  order: OrderRow,
): Promise<TransferReview> {
  return {
    order: await describeOrder(db, order),
    request: previewRequest(transfers, parsePrepared(order)),
    similar: await listSimilar({ db, clock }, order),
  }
}

export interface WishedTransfer extends Pick<TransferWish, 'amount' | 'date' | 'message'> {
  readonly from: AccountRow
  readonly to: AccountRow
}

/**
 * The check that the page has made too, against what is known of the accounts now.
 * @throws AppError transfer_invalid with the first thing that is wrong
 */
export function requireValid(
  { clock }: Pick<TransferDeps, 'clock'>,
  { bank, transfers, connection }: TransferLine,
  { from, to, amount, date, message }: WishedTransfer,
): void {
  // Between the accounts of one connection: another bank, and the same bank reached in another way, is out of reach.
  if ([from, to].some((end) => end.connection_id !== connection.id))
    throw new AppError('transfer_invalid', { field: 'to', reason: 'to_unable' })
  const ends = { from: toTransferAccount(from), to: toTransferAccount(to) }
  const wish = { ...ends, amount, date, message }
  const [found] = checkTransfer(transfers.rules, wish, toBankDay(clock, bank))
  if (found) throw new AppError('transfer_invalid', { field: found.field, reason: found.issue })
}

/** A bank that has no place for a message to a card gets none, and the person sees that none is sent. */
function toSentMessage({ transfers }: TransferLine, to: AccountRow, message: string): string {
  return to.kind === 'card' && transfers.rules.card?.message === false ? '' : message
}

function toRow(
  { clock }: Pick<TransferDeps, 'clock'>,
  { connection, transfers }: TransferLine,
  { from, to, amount, date, message }: WishedTransfer,
): OrderRow {
  const now = clock.now()
  const row = {
    id: v.parse(transferOrderId, randomUUID()),
    member_id: connection.member_id,
    connection_id: connection.id,
    bank: connection.bank,
    from_account: from.id,
    to_account: to.id,
    amount_minor: amount.minor,
    currency: amount.currency,
    date,
    message,
    reviewed_at: now,
    expires_at: now + CONFIRMED_WITHIN_MS,
    warnings: '[]',
    prepared: '',
    ...nothingYet,
  } as const
  const prepared = transfers.prepare(toBankTransfer(row, { from, to }))
  return { ...row, state: 'reviewed', prepared: JSON.stringify(prepared) }
}

const nothingYet = {
  executes_on: null,
  sent_at: null,
  sending_until: null,
  settled_at: null,
  reason: null,
  problem: null,
  reference: null,
  progress: null,
  like_before: null,
  looked_up_at: null,
  known_by: null,
  decision: null,
}
