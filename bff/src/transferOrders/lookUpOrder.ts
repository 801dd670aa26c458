import type { Presence } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import { isProven } from './judgeLookUp.ts'
import type { LikeOrder } from './judgeLookUp.ts'
import type { OrderRow } from './orderRows.ts'
import { findEnds, toBankTransfer } from './orderTransfer.ts'
import type { OrderOutcome } from './saveOutcome.ts'
import type { TransferDeps } from './transferDeps.ts'

/** After this long a list that still is not whole, as where it no longer reaches back that far, will not become so. */
const READABLE_WITHIN_MS = 24 * 60 * 60_000

/**
 * Looks for an order whose end is unknown in the bank's lists of transactions; reading serves for that. null: they do not
 * prove that it was carried out, which says nothing.
 * @throws BankError when the bank does not answer, and on the first day also when its lists are not whole
 */
export async function lookUpOrder(
  deps: Pick<TransferDeps, 'db' | 'access' | 'clock'>,
  {
    order,
    connection,
    presence,
  }: { order: OrderRow; connection: ConnectionRow; presence: Presence },
): Promise<OrderOutcome | null> {
  const transfers = deps.access.getLine(order.bank)?.bank.transfers
  if (!transfers?.countLike) return null
  const api = await deps.access.openApi(connection, presence)
  const ends = await findEnds(deps.db, order)
  const shown = await transfers.countLike(api, toBankTransfer(order, ends))
  if (shown === null) {
    // Nothing was looked at: nobody must decide on that, and nobody wait for ever.
    if (deps.clock.now() < (order.sent_at ?? 0) + READABLE_WITHIN_MS)
      throw new BankError('bank_partial')
    return null
  }
  const others = await listLike(deps, order)
  return isProven(toLike(order), { shown, others }) ? { kind: 'listed' } : null
}

/** Of a joint account both who have it may order: the bank shows one list to both. */
async function listLike({ db }: Pick<TransferDeps, 'db'>, order: OrderRow): Promise<LikeOrder[]> {
  const sameAs = (id: OrderRow['from_account']) =>
    db
      .selectFrom('accounts as known')
      .innerJoin('accounts as own', (join) =>
        join.on((eb) =>
          eb.or([
            eb('known.id', '=', eb.ref('own.id')),
            eb('known.identity', '=', eb.ref('own.identity')),
          ]),
        ),
      )
      .select('known.id')
      .where('own.id', '=', id)
  const rows = await db
    .selectFrom('transfer_orders')
    .selectAll()
    .where('from_account', 'in', sameAs(order.from_account))
    .where('to_account', 'in', sameAs(order.to_account))
    .where('amount_minor', '=', order.amount_minor)
    .where('currency', '=', order.currency)
    .where('id', '!=', order.id)
    .where('sent_at', 'is not', null)
    .execute()
  return rows.map(toLike)
}

function toLike(row: OrderRow): LikeOrder {
  const { id, connection_id: connection, state, date, message } = row
  return {
    id,
    connection,
    state,
    date,
    message,
    sentAt: row.sent_at ?? 0,
    likeBefore: row.like_before,
  }
}
