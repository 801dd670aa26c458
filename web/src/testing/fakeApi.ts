import { vi } from 'vitest'

export type FakeRoutes = Readonly<Record<string, unknown>>

export interface FakeApi {
  /** `GET /api/accounts?prefer=cache`, in the order they were made. */
  readonly calls: string[]
  readonly requests: Request[]
}

/**
 * Stands in for the server at the edge of the browser: `{ 'GET /api/banks': { banks: [] } }`. A call that no
 * test foresaw fails. Wrap a body in `problemAnswer` for a no.
 */
export function fakeApi(routes: FakeRoutes): FakeApi {
  const calls: string[] = []
  const requests: Request[] = []
  vi.stubGlobal('fetch', (input: string, init: RequestInit) => {
    const request = new Request(new URL(input, 'http://localhost:3000'), init)
    const { pathname, search } = new URL(request.url)
    const call = `${request.method} ${pathname}${search}`
    calls.push(call)
    requests.push(request)
    const answer = routes[call] ?? routes[`${request.method} ${pathname}`]
    if (answer === undefined) return Promise.reject(new TypeError(`no fake answer for ${call}`))
    return Promise.resolve(answer instanceof Response ? answer.clone() : Response.json(answer))
  })
  return { calls, requests }
}

export function problemAnswer(status: number, code: string, more: object = {}): Response {
  const body = { type: 'about:blank', title: code, status, code, ...more }
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } })
}
