import type { IncomingMessage } from 'node:http'

/** The form in a request, left in the stream for the next reader: oidc-provider reads its bodies itself. */
export async function peekForm(request: IncomingMessage): Promise<Record<string, string>> {
  const length = Number(request.headers['content-length'] ?? 0)
  if (!(length > 0)) return {}
  const bytes = await peek(request, length)
  return Object.fromEntries(new URLSearchParams(bytes.toString('latin1')))
}

/** Reading exactly what there is does not end the stream, so it can be put back. */
function peek(request: IncomingMessage, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tryRead = () => {
      const bytes: unknown = request.read(length)
      if (!Buffer.isBuffer(bytes)) return void request.once('readable', tryRead)
      request.off('close', onClose)
      request.unshift(bytes)
      resolve(bytes)
    }
    const onClose = () => reject(new Error('the request broke off'))
    request.once('close', onClose)
    tryRead()
  })
}
