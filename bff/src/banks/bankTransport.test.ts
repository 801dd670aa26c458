import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createBankTransport, toTransportError } from './bankTransport.ts'
import type { BankTransport, TransportLimits } from './bankTransport.ts'

const open: { server: Server; transport: BankTransport }[] = []

afterEach(async () => {
  for (const { server, transport } of open.splice(0)) {
    await transport.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

async function ask(listener: RequestListener, limits: Partial<TransportLimits> = {}) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const transport = createBankTransport({ limits: { totalMs: 400, maxBytes: 1000, ...limits } })
  open.push({ server, transport })
  const { port } = server.address() as AddressInfo
  return transport.send({ method: 'GET', url: new URL(`http://127.0.0.1:${port}/x`), headers: {} })
}

describe('P5: an answer is bounded', () => {
  it('in size', async () => {
    await expect(ask((_q, r) => r.end('x'.repeat(1001)))).rejects.toMatchObject({
      code: 'bank_wrong_answer',
      field: '(size)',
    })
  })

  it('in size after decoding: a gzip bomb does not unfold', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000))
    const answer = ask((_q, r) => r.setHeader('content-encoding', 'gzip').end(bomb), {
      maxBytes: 100_000,
    })

    await expect(answer).rejects.toMatchObject({ code: 'bank_wrong_answer' })
  })

  it('in total time, not only idle time: a drip-feed ends', async () => {
    const answer = ask((_q, response) => {
      const drip = setInterval(() => response.write('.'), 50)
      response.on('close', () => clearInterval(drip))
    })

    await expect(answer).rejects.toMatchObject({ code: 'bank_timeout' })
  })

  it('when nothing comes at all', async () => {
    await expect(ask(() => undefined)).rejects.toMatchObject({ code: 'bank_timeout' })
  })
})

it('decodes a body that is compressed although it was not asked to be', async () => {
  const { body } = await ask((_q, r) =>
    r.setHeader('content-encoding', 'gzip').end(gzipSync('{"a":1}')),
  )

  expect(body.toString()).toBe('{"a":1}')
})

it('P2: hands a redirect back instead of following it', async () => {
  let requests = 0
  const { status } = await ask((_q, response) => {
    requests++
    response.writeHead(307, { location: '/elsewhere' }).end()
  })

  expect([status, requests]).toEqual([307, 1])
})

it('tells a broken connection from a slow one', async () => {
  await expect(ask((request) => request.socket.destroy())).rejects.toMatchObject({
    code: 'bank_unreachable',
  })
})

it.each([
  ['connect', true],
  ['getaddrinfo', true],
  ['read', false],
  ['write', false],
])('M5: knows of a way that is gone at %s whether nothing was sent: %s', (syscall, isCertain) => {
  const error = Object.assign(new Error('no way'), { code: 'EHOSTUNREACH', syscall })

  expect(toTransportError(error).changedNothing).toBe(isCertain)
})
