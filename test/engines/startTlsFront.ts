import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'

export interface TlsFront {
  /** The URL of the server behind it, by way of TLS. */
  readonly url: string
  /** How many clients trusted the certificate and went on. */
  readonly trustedBy: () => number
  close(): Promise<void>
}

/** PostgreSQL that speaks TLS: in front of one that does not. The client asks for it first, in eight bytes of its own. */
export async function startTlsFront(
  target: string,
  certificate: { readonly key: string; readonly cert: string },
): Promise<TlsFront> {
  const secureContext = createSecureContext(certificate)
  const sockets = new Set<Socket>()
  let trusted = 0
  const { hostname, port } = new URL(target)
  const server = createServer((near) => {
    sockets.add(near)
    near.on('error', () => near.destroy())
    near.once('data', () => {
      near.write('S')
      const secure = new TLSSocket(near, { isServer: true, secureContext })
      secure.on('error', () => near.destroy())
      secure.once('data', (first: Buffer) => {
        trusted++
        const far = connect(Number(port), hostname)
        far.on('error', () => near.destroy())
        far.write(first)
        secure.pipe(far).pipe(secure)
      })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  const url = new URL(target)
  url.host = `127.0.0.1:${address.port}`
  return {
    url: url.href,
    trustedBy: () => trusted,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
