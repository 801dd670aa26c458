import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { problem } from '@skrin/shared/api/problem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { makeWebDir } from './harness/makeWebDir.ts'
import type { TestRequest } from './harness/sendRequest.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

const webDir = makeWebDir(mkdtempSync(join(tmpdir(), 'skrin-web-')))
let skrin: Skrin
let ada: Browser

beforeAll(async () => {
  skrin = await startSkrin({ webDir, publicUrl: 'https://skrin.example' })
  ada = await skrin.signIn('Ada')
})
afterAll(async () => {
  await skrin.stop()
  rmSync(webDir, { recursive: true })
})

const headers = { 'x-csrf': '1', 'sec-fetch-site': 'same-origin' }
const json = { ...headers, 'content-type': 'application/json' }
const matrix: [string, number, TestRequest][] = [
  ['an answer of the API', 200, { path: '/api/session', headers }],
  ['a private answer', 200, { path: '/api/accounts', headers }],
  [
    'an empty answer',
    204,
    { path: '/api/session', method: 'DELETE', headers: { ...headers, cookie: '' } },
  ],
  ['a page', 200, { path: '/' }],
  ['a page of the app', 200, { path: '/accounts', headers: { accept: 'text/html' } }],
  ['an asset', 200, { path: '/assets/app-3f2a.js' }],
  ['something unreadable', 400, { path: '/api/session', method: 'POST', headers: json, body: '{' }],
  ['a stranger', 401, { path: '/api/accounts', headers: { ...headers, cookie: '' } }],
  ['another site', 403, { path: '/api/session' }],
  ['nothing there', 404, { path: '/api/none', headers }],
  ['no such asset', 404, { path: '/assets/none.js' }],
  ['another method', 405, { path: '/api/session', method: 'TRACE' }],
  [
    'too much',
    413,
    {
      path: '/api/session',
      method: 'POST',
      headers: json,
      body: JSON.stringify('x'.repeat(101 * 1024)),
    },
  ],
  ['health', 200, { path: '/healthz' }],
]

const expected = {
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

describe('C5, C6: every answer', () => {
  it.each(matrix)('carries the security headers: %s (%i)', async (_, status, request) => {
    const answer = await ada.send(request)

    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject(expected)
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    expect(answer.headers['permissions-policy']).toContain('camera=()')
    expect(answer.headers['x-powered-by']).toBeUndefined()
    expect(answer.headers['server']).toBeUndefined()
  })

  it('carries them when nothing changed', async () => {
    const first = await ada.visit('/')

    const answer = await ada.visit('/', { 'if-none-match': first.headers.etag })

    expect(answer.status).toBe(304)
    expect(answer.headers).toMatchObject(expected)
  })

  it('has a policy without anything unsafe, and nothing that nobody needs', async () => {
    const { headers: answered } = await ada.visit('/')

    const policy = String(answered['content-security-policy']).split(';')
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "object-src 'none'",
    ])
  })

  it('pins to https only what is on https', async () => {
    await using plain = await startSkrin({ webDir })

    const answer = await plain.browser().visit('/')

    expect(answer.headers['strict-transport-security']).toBeUndefined()
    expect(answer.headers['referrer-policy']).toBe('no-referrer')
  })

  it('has a reference of its own making, which the problem repeats and the log knows', async () => {
    const answer = await ada.send({
      path: '/api/none',
      headers: { ...headers, 'x-request-id': 'chosen-by-client' },
    })

    const { reference } = answer.parse(problem)
    expect(reference).toBe(answer.headers['x-request-id'])
    expect(reference).toMatch(/^[\w-]{22}$/)
    expect(skrin.logLines.filter((line) => line.includes(String(reference)))).toHaveLength(1)
    expect(skrin.logLines.join()).not.toContain('chosen-by-client')
  })
})

describe('C7: private answers', () => {
  it.each(matrix.filter(([, , { path }]) => path.startsWith('/api')))(
    'are kept by no cache: %s',
    async (_, __, request) => {
      expect((await ada.send(request)).headers['cache-control']).toBe('no-store')
    },
  )

  it('are JSON and say so, and problems say what they are', async () => {
    const answer = await ada.send({ path: '/api/session', headers })
    const refused = await ada.send({ path: '/api/session' })

    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(answer.headers.etag).toBeUndefined()
    expect(refused.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  })
})

describe('C8: an address of the API that does not exist', () => {
  it.each([
    '/api',
    '/api/',
    '/api/none',
    '/api/session/',
    '/api/Session',
    '/api/accounts/x.css',
    '/API/session',
    '//api/session',
    '/%61pi/session',
    '/api%2fsession',
    '/./api/session',
    '/x/../api/none',
    '/api/%E0%A4%A',
  ])('is never the page: %s', async (path) => {
    const answer = await ada.send({ path, headers: { ...headers, accept: 'text/html' } })

    expect([400, 404]).toContain(answer.status)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('no-store')
  })
})

describe('B2: methods and targets', () => {
  it.each(['TRACE', 'OPTIONS', 'PROPFIND', 'PURGE'])(
    'refuses %s, also for the page',
    async (method) => {
      const answers = await Promise.all(
        ['/', '/api/session', '/healthz'].map((path) => ada.send({ method, path, headers })),
      )

      expect(answers.map(({ status }) => status)).toEqual([405, 405, 405])
      expect(answers[0]?.headers.allow).toBe('GET, HEAD, POST, PUT, PATCH, DELETE')
      expect(answers.map(({ text }) => text).join()).not.toContain('x-csrf')
    },
  )

  it('says which methods an address has', async () => {
    const answer = await ada.send({ method: 'PUT', path: '/api/session', headers })

    expect(answer.status).toBe(405)
    expect(answer.headers.allow).toBe('HEAD, GET, POST, DELETE')
  })

  it.each(['http://elsewhere.example/api/session', 'http://localhost/', '*'])(
    'refuses targets meant for proxies: %s',
    async (path) => {
      const answer = await ada.send({ path, headers })

      expect(answer.status).toBe(400)
    },
  )
})

describe('B3: a defect', () => {
  it('tells the browser a reference and nothing else, and the log once what it was', async () => {
    await using broken = await startSkrin()
    const browser = await broken.signIn('Ada')
    await broken.context.db.schema.dropTable('sessions').execute()

    const answer = await browser.api('GET', '/accounts')

    const { reference } = answer.parse(problem)
    const lines = broken.logLines.filter((line) => line.includes('request.failed'))
    expect(answer.json).toEqual({
      type: 'urn:skrin:problem:internal',
      title: 'internal',
      status: 500,
      code: 'internal',
      reference,
    })
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 50, reference, code: 'internal' })
    expect(answer.text + lines.join()).not.toMatch(/no such table|node_modules/)
  })
})
