import type { MemberId } from '@skrin/shared/brand'
import type { ProblemCode } from '@skrin/shared/problems'
import { noteOrder } from './noteOrder.ts'
import type { OrderRow } from './orderRows.ts'
import type { TransferDeps } from './transferDeps.ts'

type Deps = Pick<TransferDeps, 'db' | 'clock' | 'access'>

/**
 * Ends what time has ended: a review that nobody confirmed expires, and a sending whose answer did not come, because the
 * program or the way to the bank broke, is unknown. Whoever reads next does it, for one member or, at upkeep, for all;
 * nothing is ever sent again. At a bank that moves nothing before the person approved there, it is certain that nothing did:
 * what they would have approved was never shown to anybody. One that the bank gave a name to can be asked for by it.
 */
export async function lapseOrders(deps: Deps, member: MemberId | null = null): Promise<void> {
  const now = deps.clock.now()
  let over = deps.db
    .selectFrom('transfer_orders')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'reviewed'), eb('expires_at', '<=', now)]),
        eb.and([eb('state', '=', 'sending'), eb('sending_until', '<=', now)]),
      ]),
    )
  if (member !== null) over = over.where('member_id', '=', member)
  for (const order of await over.execute()) await lapse(deps, order)
}

async function lapse(deps: Deps, order: OrderRow): Promise<void> {
  const change = toChange(deps, order)
  const isNoted = change.state !== 'expired'
  await deps.db.transaction().execute(async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('transfer_orders')
      .set(change)
      .where('id', '=', order.id)
      .where('state', '=', order.state)
      .executeTakeFirst()
    // Of two who read at once, one notes it.
    if (numUpdatedRows === 0n || !isNoted) return
    await noteOrder({ ...deps, db }, { order, event: `transfer.${change.state}` })
  })
}

type Lapsed =
  | { readonly state: 'expired'; readonly settled_at: number }
  | { readonly state: 'not_sent'; readonly settled_at: number; readonly problem: ProblemCode }
  | { readonly state: 'unknown'; readonly problem: ProblemCode }

function toChange({ access, clock }: Deps, order: OrderRow): Lapsed {
  const settled = { settled_at: clock.now() }
  if (order.state === 'reviewed') return { state: 'expired', ...settled }
  const problem = 'bank_timeout'
  const commits = access.getLine(order.bank)?.bank.transfers?.commits
  return commits === 'approval' && order.reference === null
    ? { state: 'not_sent', problem, ...settled }
    : { state: 'unknown', problem }
}
