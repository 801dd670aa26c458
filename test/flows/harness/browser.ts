import type { OutgoingHttpHeaders } from 'node:http'
import { sendRequest } from './sendRequest.ts'
import type { TestAnswer, TestRequest } from './sendRequest.ts'

/** Keeps cookies and sends what Skrin's own page sends. */
export interface Browser {
  /** By name, as the server set them. */
  readonly cookies: Map<string, string>
  /** Every Set-Cookie line seen. */
  readonly setCookies: string[]
  /** A call of the page to `/api…`; an object becomes a JSON body. */
  api(method: string, path: string, body?: unknown): Promise<TestAnswer>
  /** A navigation: what following a link sends, also from another site. Redirects are not followed. */
  visit(path: string, headers?: OutgoingHttpHeaders): Promise<TestAnswer>
  /** With cookies, and otherwise as it stands. */
  send(request: TestRequest): Promise<TestAnswer>
}

export function createBrowser(origin: string): Browser {
  const cookies = new Map<string, string>()
  const setCookies: string[] = []
  const send = async (request: TestRequest): Promise<TestAnswer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie !== '' && { cookie }), ...request.headers }
    const answer = await sendRequest(origin, { ...request, headers })
    for (const line of answer.headers['set-cookie'] ?? []) {
      setCookies.push(line)
      keepCookie(cookies, line)
    }
    return answer
  }
  return {
    cookies,
    setCookies,
    send,
    api: (method, path, body) =>
      send({
        method,
        path: `/api${path}`,
        headers: {
          'x-csrf': '1',
          'sec-fetch-site': 'same-origin',
          'sec-fetch-mode': 'cors',
          ...(method !== 'GET' && method !== 'HEAD' && { origin }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    visit: (path, headers) =>
      send({
        path,
        headers: {
          accept: 'text/html,*/*;q=0.8',
          'sec-fetch-mode': 'navigate',
          'sec-fetch-dest': 'document',
          ...headers,
        },
      }),
  }
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ')
  const name = pair.slice(0, pair.indexOf('='))
  const expires = attributes.find((attribute) => attribute.startsWith('Expires='))
  const isOver = expires !== undefined && Date.parse(expires.slice('Expires='.length)) < Date.now()
  if (isOver) cookies.delete(name)
  else cookies.set(name, pair.slice(pair.indexOf('=') + 1))
}
