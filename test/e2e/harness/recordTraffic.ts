import type { CDPSession, Page } from 'playwright-core'

/** One piece of what went between the browser and a server. */
export interface TrafficPiece {
  readonly kind: 'url' | 'request' | 'headers' | 'body'
  readonly url: string
  readonly content: string | Buffer
}

/** What the browser itself was sent and sent: every body is held back until it is read, none is lost to a navigation. */
export async function recordTraffic(page: Page): Promise<readonly TrafficPiece[]> {
  const pieces: TrafficPiece[] = []
  const session = await page.context().newCDPSession(page)
  const urls = new Map<string, string>()
  session.on('Network.requestWillBeSent', ({ requestId, request, redirectResponse }) => {
    urls.set(requestId, request.url)
    const { url, postData = '' } = request
    pieces.push({ kind: 'url', url, content: url }, { kind: 'request', url, content: postData })
    if (redirectResponse) {
      const content = JSON.stringify(redirectResponse.headers)
      pieces.push({ kind: 'headers', url: redirectResponse.url, content })
    }
  })
  session.on('Network.requestWillBeSentExtraInfo', ({ requestId, headers }) => {
    const url = urls.get(requestId) ?? ''
    pieces.push({ kind: 'request', url, content: JSON.stringify(headers) })
  })
  session.on('Network.responseReceivedExtraInfo', ({ requestId, headers }) => {
    const url = urls.get(requestId) ?? ''
    pieces.push({ kind: 'headers', url, content: JSON.stringify(headers) })
  })
  const passOn = async (requestId: string, body: { url: string } | null) => {
    try {
      if (body) {
        pieces.push({ kind: 'body', url: body.url, content: await readBody(session, requestId) })
      }
      await session.send('Fetch.continueRequest', { requestId })
    } catch (error) {
      // A page that is left does not wait for what was still on its way to it.
      if (!page.isClosed() && !/Invalid InterceptionId/.test(String(error))) throw error
    }
  }
  session.on('Fetch.requestPaused', ({ requestId, request, responseStatusCode = 0 }) => {
    const hasBody = responseStatusCode >= 200 && Math.floor(responseStatusCode / 100) !== 3
    void passOn(requestId, hasBody ? request : null)
  })
  await session.send('Network.enable')
  await session.send('Fetch.enable', {
    patterns: [{ urlPattern: '*', requestStage: 'Response' }],
  })
  return pieces
}

async function readBody(session: CDPSession, requestId: string): Promise<Buffer> {
  const { body, base64Encoded } = await session.send('Fetch.getResponseBody', { requestId })
  return Buffer.from(body, base64Encoded ? 'base64' : 'utf8')
}
