import { createServer } from 'node:http'
import { accounts, toRows } from './answers.ts'

// A bank as SEB documents it, reduced to what the bench asks: sign-in that says yes, and two answers.
const small = Buffer.from(JSON.stringify(accounts))
const large = Buffer.from(JSON.stringify(toRows(60_000)))

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  if (url.pathname.endsWith('/authorize')) {
    const back = new URL(url.searchParams.get('redirect_uri') ?? '')
    back.searchParams.set('code', 'code-1')
    back.searchParams.set('state', url.searchParams.get('state') ?? '')
    response.writeHead(303, { location: back.href }).end()
    return
  }
  request.resume()
  const body = url.pathname.endsWith('/token')
    ? Buffer.from(
        '{"access_token":"access-token-1","refresh_token":"refresh-token-1","token_type":"bearer","expires_in":86400}',
      )
    : url.pathname.endsWith('/transactions')
      ? large
      : small
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
    .end(body)
})
server.listen(Number(process.env['PORT']), '127.0.0.1', () => process.send?.('ready'))
