import { vi } from 'vitest'

interface Waiting {
  readonly call: string
  readonly signal: AbortSignal | null
  resolve(answer: Response): void
  reject(error: unknown): void
}

/** A server that answers when the test says so, in the order the test says. */
export function slowApi() {
  const waiting: Waiting[] = []
  vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
    const { pathname, search } = new URL(input, 'http://localhost:3000')
    return new Promise<Response>((resolve, reject) => {
      const signal = init.signal ?? null
      waiting.push({ call: pathname + search, signal, resolve, reject })
      signal?.addEventListener('abort', () =>
        reject(new DOMException('aborted by the page', 'AbortError')),
      )
    })
  })

  /** The request for `call` that has waited longest. */
  function take(call: string): Waiting {
    const index = waiting.findIndex((request) => request.call === call)
    const [found] = index < 0 ? [] : waiting.splice(index, 1)
    if (!found) {
      throw new Error(`no request for ${call}, but ${waiting.map((one) => one.call).join(', ')}`)
    }
    return found
  }

  return {
    waiting: () => waiting.filter(({ signal }) => !signal?.aborted).map(({ call }) => call),
    answer: (call: string, body: unknown) => take(call).resolve(Response.json(body)),
    fail: (call: string, answer: Response) => take(call).resolve(answer),
    isAborted: (call: string) => take(call).signal?.aborted === true,
  }
}
