import { LONGEST_DAY_MS } from './dailyLimits.ts'
import { lapseOrders } from './lapseOrders.ts'
import type { TransferDeps } from './transferDeps.ts'

/** Reviews that were never sent are of no use to anybody after a day. */
const UNSENT_FOR_MS = 24 * 60 * 60_000

/** Ends what time has ended, and takes away what was never sent, or counts no more since its connection was given up. */
export async function sweepOrders(
  deps: Pick<TransferDeps, 'db' | 'clock' | 'access'>,
): Promise<void> {
  await lapseOrders(deps)
  const now = deps.clock.now()
  await deps.db
    .deleteFrom('transfer_orders')
    .where('sent_at', 'is', null)
    .where('reviewed_at', '<', now - UNSENT_FOR_MS)
    .execute()
  await deps.db
    .deleteFrom('transfer_orders')
    .where('connection_id', 'is', null)
    .where((eb) => eb.or([eb('sent_at', 'is', null), eb('sent_at', '<', now - LONGEST_DAY_MS)]))
    .execute()
}
