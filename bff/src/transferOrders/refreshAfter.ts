import type { Presence } from '../banks/bank.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import type { OrderRow } from './orderRows.ts'
import type { TransferDeps } from './transferDeps.ts'

/** Asks for the balances anew where money has moved; nobody waits, and open pages are told when they are there. */
export function refreshAfter(
  { refresher, log }: Pick<TransferDeps, 'refresher' | 'log'>,
  {
    order,
    connection,
    presence,
  }: { order: OrderRow; connection: ConnectionRow; presence: Presence },
): void {
  if (order.state !== 'done' && order.state !== 'moved') return
  refresher.refresh(connection, presence).catch((error: unknown) => {
    log.warn({ event: 'transfer.refresh_failed', bank: order.bank, error })
  })
}
