import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseUnavailableError } from './databaseUnavailableError.ts'

const TRIED_FOR_MS = 20_000
const TRIED_EVERY_MS = 250

/**
 * For what must be written although the database is away for a moment, as while it is restarted. `work` is done again
 * also where only its answer was lost: it must say what it finds then.
 */
export async function untilAvailable<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + TRIED_FOR_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const isOver = performance.now() > giveUpAt
      if (isOver || !(error instanceof DatabaseUnavailableError)) throw error
      await delay(TRIED_EVERY_MS)
    }
  }
}
