import { readEvents } from './readEvents.ts'
import type { RawEvent } from './readEvents.ts'

const FIRST_PAUSE_MS = 3000
const LONGEST_PAUSE_MS = 5 * 60_000

export interface Listening {
  readonly signal: AbortSignal
  onEvent(event: RawEvent): void
  pause(ms: number): Promise<void>
}

/**
 * Listens until it is told to stop. A stream that breaks is opened anew where it ended, at first soon and then less and
 * less often: without it the page is what it was, and asks when its person does.
 */
export async function listenToEvents({ signal, onEvent, pause }: Listening): Promise<void> {
  let lastId: string | null = null
  let pauseMs = FIRST_PAUSE_MS
  while (!signal.aborted) {
    const body = await open(lastId, signal)
    // Not signed in any more: the rest of the app notices by itself.
    if (body === 'over') return
    if (body !== null) {
      pauseMs = FIRST_PAUSE_MS
      try {
        for await (const event of readEvents(body)) {
          if (event.id !== '') lastId = event.id
          onEvent(event)
        }
      } catch (error) {
        if (!isBroken(error)) throw error
      }
    }
    await pause(pauseMs)
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
  }
}

/** By fetch and not EventSource, which cannot send the header that every call of ours carries. */
async function open(lastId: string | null, signal: AbortSignal) {
  try {
    const headers = new Headers({ 'X-CSRF': '1', Accept: 'text/event-stream' })
    if (lastId !== null) headers.set('Last-Event-ID', lastId)
    const answer = await fetch('/api/events', { headers, cache: 'no-store', signal })
    if (answer.status === 401) return 'over'
    return answer.ok ? answer.body : null
  } catch (error) {
    if (!isBroken(error)) throw error
    return null
  }
}

/** The network, or our own leaving: TypeError is how fetch says that a connection is gone. */
function isBroken(error: unknown): boolean {
  return error instanceof TypeError || error instanceof DOMException
}
