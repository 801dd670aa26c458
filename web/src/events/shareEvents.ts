import { listenToEvents } from './listenToEvents.ts'
import type { RawEvent } from './readEvents.ts'

/** What a tab says that has just begun: it missed how the round that is under way stands. */
const ARRIVED = 'arrived'

/**
 * One tab listens and tells the others of the same person: a browser opens only a few connections to a host, and a
 * stream for each tab would use them up. When that tab closes, another takes its place.
 */
export async function shareEvents(
  member: string,
  signal: AbortSignal,
  onEvent: (event: RawEvent) => void,
): Promise<void> {
  const name = `skrin.events.${member}`
  const channel = new BroadcastChannel(name)
  let newest: RawEvent | null = null
  channel.addEventListener('message', ({ data }: MessageEvent<RawEvent | typeof ARRIVED>) => {
    if (data !== ARRIVED) onEvent(data)
    else if (newest) channel.postMessage(newest)
  })
  signal.addEventListener('abort', () => channel.close())
  channel.postMessage(ARRIVED)
  const listen = () =>
    listenToEvents({
      signal,
      pause: (ms) => pauseUnless(signal, ms),
      onEvent(event) {
        if (event.event === 'sync') newest = event
        onEvent(event)
        channel.postMessage(event)
      },
    })
  // Only on https and localhost; elsewhere each tab listens by itself.
  const locks: LockManager | null | undefined = navigator.locks
  if (!locks) return listen()
  try {
    await locks.request(name, { signal }, listen)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

function pauseUnless(signal: AbortSignal, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      window.clearTimeout(timer)
      resolve()
    })
  })
}
