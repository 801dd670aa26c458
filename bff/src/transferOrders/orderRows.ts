import type { Selectable } from 'kysely'
import type { ConnectionId, LocalDate, MemberId, TransferOrderId } from '@skrin/shared/brand'
import { localDateIn } from '@skrin/shared/dates'
import type { Bank } from '../banks/bank.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type OrderRow = Selectable<Schema['transfer_orders']>

/** For `transact`: what is on its way to one connection's bank. Taken before `memberOrdersKey`, where both are. */
export function connectionOrdersKey(id: ConnectionId): string {
  return `transfer orders ${id}`
}

/** For `transact`: how much a member moves in a day, over all connections. */
export function memberOrdersKey(id: MemberId): string {
  return `transfer orders of ${id}`
}

/** undefined: not there, of a connection that was given up with its history, or somebody else's. */
export function findOrderRow(
  db: Database,
  member: MemberId,
  id: TransferOrderId,
): Promise<OrderRow | undefined> {
  return db
    .selectFrom('transfer_orders')
    .selectAll()
    .where('id', '=', id)
    .where('member_id', '=', member)
    .where('connection_id', 'is not', null)
    .executeTakeFirst()
}

/** An order of which it is not known, or not yet, whether it moves money: nothing else is sent until it is. */
export async function findBlocker(
  db: Database,
  connection: ConnectionId,
): Promise<Pick<OrderRow, 'id' | 'state'> | undefined> {
  return db
    .selectFrom('transfer_orders')
    .select(['id', 'state'])
    .where('connection_id', '=', connection)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'sending'),
        eb.and([eb('state', '=', 'unknown'), eb('decision', 'is', null)]),
      ]),
    )
    .orderBy('sent_at')
    .executeTakeFirst()
}

/** Today where the bank is: the first day that can be wished. */
export function toBankDay(clock: Clock, { manifest }: Bank): LocalDate {
  return localDateIn(manifest.timeZone, clock.now())
}
