import { request as httpRequest } from 'node:http'
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'

export interface TestRequest {
  readonly method?: string
  /** Sent as it is: also absolute forms, `*` and odd encodings. */
  readonly path: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer
}

export interface TestAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly text: string
  /** @throws SyntaxError when the body is no JSON */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests compare it whole
  readonly json: any
}

/** One request on a connection of its own, with nothing added: `fetch` would refuse or repair what these tests send. */
export function sendRequest(
  origin: string,
  { method = 'GET', path, headers, body }: TestRequest,
): Promise<TestAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<TestAnswer>()
  const { hostname, port } = new URL(origin)
  const request = httpRequest(
    { hostname, port, method, path, agent: false, headers: headers ?? {} },
    (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const text = bytes.toString('utf8')
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: bytes,
          text,
          get json(): unknown {
            return JSON.parse(text)
          },
        })
      })
    },
  )
  request.on('error', reject)
  request.end(body)
  return promise
}
