import { beforeEach, expect, it, vi } from 'vitest'
import { problemAnswer } from '../testing/fakeApi.ts'
import { listenToEvents } from './listenToEvents.ts'
import type { RawEvent } from './readEvents.ts'

let leaving: AbortController
let heard: RawEvent[]
let pauses: number[]
let requests: Request[]

beforeEach(() => {
  leaving = new AbortController()
  ;[heard, pauses, requests] = [[], [], []]
})

function toStream(...parts: string[]): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part))
      controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

/** Answers in their order; after the last one the page is left. */
async function listen(...answers: (Response | Error)[]): Promise<void> {
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    requests.push(new Request(new URL(path, 'http://localhost:3000'), init))
    const answer = answers.shift()
    return answer instanceof Response
      ? Promise.resolve(answer)
      : Promise.reject(answer ?? new TypeError())
  })
  await listenToEvents({
    signal: leaving.signal,
    onEvent: (event) => heard.push(event),
    pause(ms) {
      pauses.push(ms)
      if (answers.length === 0) leaving.abort()
      return Promise.resolve()
    },
  })
}

it('hears events that come in pieces, and nothing of what keeps the connection open', async () => {
  await listen(
    toStream(
      'retry: 3000\n:\n\nid: 7\nevent: accounts-',
      'changed\ndata: {}\n\n:\n\nid: 8\nevent: sync\ndata: {"day":"år"}',
      '\n\n',
    ),
  )

  expect(heard).toEqual([
    { id: '7', event: 'accounts-changed', data: '{}' },
    { id: '8', event: 'sync', data: '{"day":"år"}' },
  ])
})

it('goes on where the stream before it ended', async () => {
  await listen(toStream('id: 7\nevent: accounts-changed\ndata: {}\n\n'), toStream())

  const [first, second] = requests
  expect(first?.headers.get('last-event-id')).toBeNull()
  expect(first?.headers.get('x-csrf')).toBe('1')
  expect(second?.headers.get('last-event-id')).toBe('7')
})

it('tries less and less often while it cannot be opened, and then as at first', async () => {
  await listen(
    new TypeError('no network'),
    problemAnswer(429, 'too_many_requests'),
    problemAnswer(503, 'unavailable'),
    toStream(),
    new TypeError('no network'),
  )

  expect(pauses).toEqual([3000, 6000, 12_000, 3000, 6000])
})

it('ends with the session', async () => {
  await listen(problemAnswer(401, 'unauthenticated'), toStream())

  expect(requests).toHaveLength(1)
})
