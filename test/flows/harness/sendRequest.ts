import { request as httpRequest } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import * as v from 'valibot'

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
  readonly json: unknown
  /** The body as the contract has it. @throws ValiError when it is otherwise */
  parse<Schema extends v.GenericSchema>(schema: Schema): v.InferOutput<Schema>
}

const STREAM_MS = 1500

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
      response.on('end', () => resolve(toAnswer(response, Buffer.concat(chunks))))
      if (response.headers['content-type']?.startsWith('text/event-stream') !== true) return
      // It has no end of its own: what comes within a few looks at the database is the answer.
      setTimeout(() => {
        resolve(toAnswer(response, Buffer.concat(chunks)))
        request.destroy()
      }, STREAM_MS)
    },
  )
  request.on('error', reject)
  request.end(body)
  return promise
}

export function toAnswer({ statusCode = 0, headers }: IncomingMessage, body: Buffer): TestAnswer {
  const text = body.toString('utf8')
  const readJson = (): unknown => JSON.parse(text)
  return {
    status: statusCode,
    headers,
    body,
    text,
    get json() {
      return readJson()
    },
    parse: (schema) => v.parse(schema, readJson()),
  }
}
