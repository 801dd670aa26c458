import type { IncomingMessage, ServerResponse } from 'node:http'
import { listen } from './listen.ts'
import type { TestServer } from './listen.ts'

export interface TokenRequest {
  readonly url: string
  readonly form: URLSearchParams
  readonly headers: IncomingMessage['headers']
}

export interface TokenServer extends TestServer {
  readonly requests: TokenRequest[]
  /** What the next requests get; the default is a good answer. */
  answer: (request: TokenRequest, response: ServerResponse) => void
}

/** A token endpoint whose every answer the test decides. */
export async function startTokenServer(): Promise<TokenServer> {
  const requests: TokenRequest[] = []
  const server: TokenServer = {
    ...(await listen((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const form = new URLSearchParams(Buffer.concat(chunks).toString())
        const noted = { url: request.url ?? '', form, headers: request.headers }
        requests.push(noted)
        server.answer(noted, response)
      })
    })),
    requests,
    answer: (_request, response) => sendJson(response, 200, goodAnswer(requests.length)),
  }
  return server
}

export function goodAnswer(number: number): Record<string, unknown> {
  return {
    access_token: `access-token-${number}`,
    token_type: 'Bearer',
    expires_in: 600,
    refresh_token: `refresh-token-${number}`,
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
