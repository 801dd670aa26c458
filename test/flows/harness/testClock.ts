import type { Clock } from '@skrin/bff/clock'

export interface TestClock extends Clock {
  /** Moves on; the time in between does not pass. */
  advance(ms: number): void
}

/** Runs as the real one does, ahead by what it was advanced: servers that are not ours keep theirs. */
export function createTestClock(startAt?: number): TestClock {
  let aheadMs = startAt === undefined ? 0 : startAt - Date.now()
  return {
    now: () => Date.now() + aheadMs,
    advance(ms) {
      aheadMs += ms
    },
  }
}
