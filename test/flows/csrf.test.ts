import { createHash } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { apiRoutes } from '@skrin/bff/routes/apiRoutes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

let skrin: Skrin
let ada: Browser

beforeAll(async () => {
  skrin = await startSkrin()
  ada = await skrin.signIn('Ada')
})
afterAll(() => skrin.stop())

const call = async (method: string, headers: OutgoingHttpHeaders, path = '/api/session') => {
  const { status, headers: answered } = await ada.send({ method, path, headers })
  return { status, answered }
}
const sameOrigin = { 'sec-fetch-site': 'same-origin' }
const csrf = { 'x-csrf': '1' }

describe('C1: the header', () => {
  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])('is asked of %s', async (method) => {
    expect((await call(method, sameOrigin)).status).toBe(403)
    expect((await call(method, { ...sameOrigin, 'x-csrf': '0' })).status).toBe(403)
  })

  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'name=Ada'],
    ['a form that looks like JSON', 'text/plain', '{"member":"x","a":"="}'],
    ['a beacon', 'text/plain;charset=UTF-8', '{}'],
  ])('is what %s of another site cannot send', async (_, type, body) => {
    const headers = {
      'content-type': type,
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    }

    const answer = await ada.send({ method: 'POST', path: '/api/session', headers, body })

    expect(answer.status).toBe(403)
    expect(answer.json).toMatchObject({ code: 'cross_site' })
    expect((await ada.api('GET', '/accounts')).status).toBe(200)
  })

  it('is looked at before any work: neither session nor body is read', async () => {
    const rows = () => skrin.context.db.selectFrom('sessions').select('seen_at').execute()
    skrin.clock.advance(5 * 60_000)
    const before = await rows()

    const answer = await ada.send({
      method: 'POST',
      path: '/api/session',
      headers: sameOrigin,
      body: 'x'.repeat(200_000),
    })

    expect(answer.status).toBe(403)
    expect(await rows()).toEqual(before)
  })

  it('is enough for the page itself, with a body of no other type than JSON', async () => {
    const headers = { ...csrf, ...sameOrigin, 'content-type': 'text/plain' }

    const answer = await ada.send({ method: 'POST', path: '/api/session', headers, body: '{}' })

    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ code: 'bad_request' })
  })
})

describe('C2: where a call comes from', () => {
  it.each(['same-site', 'cross-site', 'none'])(
    'is not another program: Sec-Fetch-Site %s',
    async (site) => {
      const headers = { ...csrf, 'sec-fetch-site': site, origin: skrin.url }

      expect((await call('GET', headers)).status).toBe(403)
      expect((await call('DELETE', headers)).status).toBe(403)
    },
  )

  it.each([
    'http://localhost:1',
    'http://127.0.0.1:3000',
    'https://localhost',
    'null',
    'https://evil.example',
  ])('is told by an exact Origin where the browser says nothing else: not %s', async (origin) => {
    expect((await call('GET', { ...csrf, origin })).status).toBe(403)
    expect((await call('POST', { ...csrf, origin })).status).toBe(403)
  })

  it('is fine from the same Origin, and for reading scripts that send neither', async () => {
    expect((await call('GET', { ...csrf, origin: skrin.url })).status).toBe(200)
    expect((await call('GET', csrf)).status).toBe(200)
    expect((await call('POST', { ...csrf, origin: skrin.url })).status).toBe(400)
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('must be told for %s', async (method) => {
    expect((await call(method, csrf)).status).toBe(403)
  })

  it('is not a foreign name that was pointed at this machine', async () => {
    const headers = { ...csrf, ...sameOrigin, host: `rebound.example:${new URL(skrin.url).port}` }

    expect((await call('GET', headers)).status).toBe(403)
  })
})

describe('C3: other origins', () => {
  it.each(['null', 'https://evil.example', 'https://localhost.evil.example', 'http://localhost:1'])(
    'are told nothing: %s',
    async (origin) => {
      const preflight = {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'x-csrf',
      }

      const asked = await call('OPTIONS', preflight)
      const read = await call('GET', { ...csrf, origin })

      for (const { answered } of [asked, read]) {
        expect(Object.keys(answered).filter((name) => name.startsWith('access-control-'))).toEqual(
          [],
        )
      }
      expect(asked.status).toBe(405)
    },
  )
})

describe('C4: reading', () => {
  it('changes nothing: every GET route leaves the database as it was', async () => {
    await ada.api('GET', '/accounts')
    const before = digest(skrin)

    for (const { method, path } of apiRoutes) {
      // An export is noted in the access log, as opening what others share is.
      if (method === 'get' && !path.startsWith('/api/export'))
        await ada.send({ path: path.replaceAll(/\{\w+\}/g, 'x'), headers: csrf })
    }

    expect(digest(skrin)).toBe(before)
  })
})

/** Everything that is in the database, but for the heartbeat of the running program, which no request makes. */
function digest({ dataDir }: Skrin): string {
  using database = new DatabaseSync(join(dataDir, 'skrin.db'), { readOnly: true })
  const tables = database
    .prepare("select name from sqlite_schema where type = 'table' and name <> 'instances'")
    .all()
  const hash = createHash('sha256')
  for (const { name } of tables) {
    const rows = database.prepare(`select * from "${String(name)}"`).all()
    hash.update(JSON.stringify([name, rows]))
  }
  return hash.digest('hex')
}
