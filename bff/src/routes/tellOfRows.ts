import type { AccountId } from '@skrin/shared/brand'
import type { Context } from '../context.ts'
import { noteChange } from '../events/noteChange.ts'

/** After rows of these accounts were changed: open pages hear of it, and what follows from changed rows is done. */
export async function tellOfRows(
  context: Context,
  ...accounts: readonly AccountId[]
): Promise<void> {
  await noteChange(context, accounts)
  try {
    await context.followUps.run(accounts)
  } catch (error) {
    // The rows are changed all the same; upkeep tries again what follows from it.
    context.log.error({ event: 'follow_up.failed', error })
  }
}
