/** What makes things happen by themselves; tests bring one that they move. */
export interface Ticker {
  /** Calls `work` every so many milliseconds until it is stopped. */
  start(everyMs: number, work: () => void): { stop(): void }
}

export const systemTicker: Ticker = {
  start(everyMs, work) {
    const timer = setInterval(work, everyMs)
    timer.unref()
    return { stop: () => clearInterval(timer) }
  },
}
