import { once } from 'node:events'
import { createServer } from 'node:https'
import type { RequestListener } from 'node:http'
import type { TestCertificates } from './clientCertificate.ts'

/** A listener that only lets in who shows a certificate of the authority, as SEB's hosts for third parties do. */
export async function listenMutualTls(
  handler: RequestListener,
  { authority, server: { key, cert } }: TestCertificates,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer(
    { key, cert, ca: authority, requestCert: true, rejectUnauthorized: true },
    handler,
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new TypeError('not listening on a port')
  return {
    origin: `https://127.0.0.1:${address.port}`,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
