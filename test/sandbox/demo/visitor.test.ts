import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { readForms } from './readForms.ts'
import { createVisitor } from './visitor.ts'

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

const never = () => false

describe('a visitor', () => {
  it('keeps cookies, gives them back, and forgets the deleted', async () => {
    const seen: (string | undefined)[] = []
    const origin = await serve((request, response) => {
      seen.push(request.headers.cookie)
      const cookie = request.url === '/out' ? 'sid=; Max-Age=0' : 'sid=session-1; HttpOnly'
      response.setHeader('set-cookie', cookie).end('{}')
    })
    const visitor = createVisitor()

    await visitor.call('GET', `${origin}/in`)
    await visitor.call('GET', `${origin}/out`)
    await visitor.call('GET', `${origin}/`)

    expect(seen).toEqual([undefined, 'sid=session-1', undefined])
  })

  it('follows redirects and stops where the goal is', async () => {
    const asked: (string | undefined)[] = []
    const origin = await serve((request, response) => {
      asked.push(request.url)
      const location = request.url === '/start' ? '/callback?code=1' : '/home'
      response.writeHead(303, { location }).end()
    })

    const page = await createVisitor().open(
      `${origin}/start`,
      ({ pathname }) => pathname === '/home',
    )

    expect(page.url.pathname).toBe('/home')
    expect(asked).toEqual(['/start', '/callback?code=1'])
  })

  it('sends a form with the button that it pressed', async () => {
    let sent = ''
    const origin = await serve((request, response) => {
      request.on('data', (chunk) => (sent += String(chunk)))
      request.on('end', () => response.end(''))
    })
    const html =
      '<form method="post" action="/go"><input name="a" value="1 &amp; 2"><button name="who" value="x">Ingrid</button></form>'
    const [form] = readForms(html)
    if (!form) throw new Error('no form')

    const page = { url: new URL(`${origin}/login`), status: 200, text: html }
    await createVisitor().submit(page, { form, button: 'Ingrid' }, never)

    expect(sent).toBe('a=1+%26+2&who=x')
  })

  it('says which call was refused', async () => {
    const origin = await serve((_request, response) => response.writeHead(403).end('no'))

    await expect(createVisitor().call('GET', `${origin}/api/accounts`)).rejects.toThrow(
      'GET /api/accounts answered 403: no',
    )
  })

  it('gives up on endless redirects', async () => {
    const origin = await serve((_request, response) =>
      response.writeHead(303, { location: '/' }).end(),
    )

    await expect(createVisitor().open(origin, never)).rejects.toThrow('without end')
  })
})
