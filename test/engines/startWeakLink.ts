import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

export interface WeakLink {
  /** The URL of the server behind it, by way of this link. */
  readonly url: string
  /** Every connection breaks, and new ones break at once. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** A way to a server that a test can cut: what a restart of the server, or a network that is gone, looks like. */
export async function startWeakLink(target: string): Promise<WeakLink> {
  const sockets = new Set<Socket>()
  let isCut = false
  const { hostname, port } = new URL(target)
  const server = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(Number(port), hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.pipe(other)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  const url = new URL(target)
  url.host = `127.0.0.1:${address.port}`
  const cut = () => {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    cut,
    mend() {
      isCut = false
    },
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
