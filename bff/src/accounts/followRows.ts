import type { AccountId } from '@skrin/shared/brand'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import type { VisitDeps } from './visit.ts'

/** What follows from rows is not the bank's affair: where it breaks it is tried again in the next round, or by upkeep. */
export async function followRows(
  { followUps, log }: Pick<VisitDeps, 'followUps' | 'log'>,
  { id: connection, bank }: ConnectionRow,
  accounts: readonly AccountId[],
): Promise<void> {
  try {
    await followUps.run(accounts)
  } catch (error) {
    log.error({ event: 'follow_up.failed', bank, connection, error })
  }
}
