import { request as httpRequest } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { toAnswer } from './sendRequest.ts'
import type { TestAnswer, TestRequest } from './sendRequest.ts'

export interface HeldRequest {
  /** Sends the rest of the body. */
  finish(): Promise<TestAnswer>
}

/** A request whose body stops halfway: the server has its headers, and knows who asks, but cannot go on. */
export async function holdRequest(
  origin: string,
  { method = 'POST', path, headers, body = '' }: TestRequest,
): Promise<HeldRequest> {
  const { promise, resolve, reject } = Promise.withResolvers<TestAnswer>()
  const { hostname, port } = new URL(origin)
  const length = { 'content-length': Buffer.byteLength(body) }
  const options = { hostname, port, method, path, agent: false, headers: { ...headers, ...length } }
  const request = httpRequest(options, (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('error', reject)
    response.on('end', () => resolve(toAnswer(response, Buffer.concat(chunks))))
  })
  request.on('error', reject)
  request.write(body.slice(0, 1))
  // Long enough for the headers to arrive; too short would make the test easier to fail, not easier to pass.
  await delay(150)
  return {
    finish() {
      request.end(body.slice(1))
      return promise
    },
  }
}
