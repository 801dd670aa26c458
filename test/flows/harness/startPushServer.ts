import { text } from 'node:stream/consumers'
import { listen } from '../../contracts/support/listen.ts'
import type { TestServer } from '../../contracts/support/listen.ts'

export interface Pushed {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: unknown
}

export interface PushServer extends TestServer {
  readonly pushed: Pushed[]
  /** The status of its next answers. */
  status: number
}

/** Takes what ntfy takes: JSON, posted to its root. */
export async function startPushServer(): Promise<PushServer> {
  const server = await listen((request, response) => {
    text(request).then(
      (body) => {
        const { url: path = '', headers } = request
        const wire: unknown = body === '' ? null : JSON.parse(body)
        push.pushed.push({ path, authorization: headers.authorization, body: wire })
        response.writeHead(push.status, { location: `${server.origin}/elsewhere` }).end('{}')
      },
      () => response.destroy(),
    )
  })
  const push: PushServer = { ...server, pushed: [], status: 200 }
  return push
}
