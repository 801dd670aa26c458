import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { INDEX, makeWebDir, SCRIPT } from './harness/makeWebDir.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

const webDir = makeWebDir(mkdtempSync(join(tmpdir(), 'skrin-web-')))
let skrin: Skrin
let browser: Browser

beforeAll(async () => {
  skrin = await startSkrin({ webDir })
  browser = skrin.browser()
})
afterAll(async () => {
  await skrin.stop()
  rmSync(webDir, { recursive: true })
})

describe('the page', () => {
  it.each([
    '/',
    '/accounts',
    '/accounts/7f3',
    '/banks/connected?connection=x',
    '/transactions?q=a.b',
  ])('answers at %s, and is asked for anew each time', async (path) => {
    const answer = await browser.visit(path)

    expect(answer.status).toBe(200)
    expect(answer.text).toBe(INDEX)
    expect(answer.headers['content-type']).toBe('text/html;charset=utf-8')
    expect(answer.headers['cache-control']).toBe('no-cache')
  })

  it.each([
    ['a file that is not there', { path: '/missing.js' }],
    ['a script that asks', { path: '/accounts', headers: { 'sec-fetch-mode': 'cors' } }],
    ['an image', { path: '/accounts', headers: { accept: 'image/*' } }],
    ['a form', { path: '/accounts', method: 'POST' }],
  ])('is no answer for %s', async (_, request) => {
    expect((await browser.send(request)).status).toBe(404)
  })
})

describe('assets', () => {
  it('are kept for good: their names change with their content', async () => {
    const answer = await browser.send({ path: '/assets/app-3f2a.js' })

    expect(answer.text).toBe(SCRIPT)
    expect(answer.headers['content-type']).toBe('text/javascript')
    expect(answer.headers['cache-control']).toBe('max-age=31536000, immutable')
    expect((await browser.send({ path: '/icon.svg' })).headers['cache-control']).toBe('no-cache')
  })

  it('that are gone, as while the page is built anew, are not there, and nothing breaks', async () => {
    const folder = makeWebDir(mkdtempSync(join(tmpdir(), 'skrin-web-')))
    await using rebuilt = await startSkrin({ webDir: folder })
    rmSync(folder, { recursive: true })

    for (const path of ['/assets/app-3f2a.js', '/icon.svg', '/', '/accounts'])
      expect((await rebuilt.browser().visit(path)).status).toBe(404)
    expect((await rebuilt.browser().visit('/healthz')).status).toBe(200)
  })

  it('come compressed as the browser likes', async () => {
    const ask = (encoding: string) =>
      browser.send({ path: '/assets/app-3f2a.js', headers: { 'accept-encoding': encoding } })

    const [br, gzip] = [await ask('gzip, deflate, br'), await ask('gzip')]

    expect([br.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual([
      'br',
      'gzip',
    ])
    expect(br.headers.vary).toBe('Accept-Encoding')
    expect(brotliDecompressSync(br.body).toString()).toBe(SCRIPT)
    expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT)
  })

  it('answer whole to any range', async () => {
    const answer = await browser.send({
      path: '/assets/app-3f2a.js',
      headers: { range: 'bytes=9-2' },
    })

    expect(answer.status).toBe(200)
    expect(answer.text).toBe(SCRIPT)
  })
})

describe('B2: what helps only an attacker', () => {
  it.each([
    '/.git/config',
    '/.env',
    '/%2eenv',
    '/assets/app-3f2a.js.map',
    '/assets/app-3f2a.js%2emap',
    '/assets/../.env',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%5c..%5cpackage.json',
    '/assets/',
    '/assets',
    '/%00',
    '/%c0%ae%c0%ae/etc/passwd',
  ])('is not there: %s', async (path) => {
    const answer = await browser.send({
      path,
      headers: { accept: '*/*', 'sec-fetch-mode': 'no-cors' },
    })

    expect(answer.status).toBe(404)
    expect(answer.text).not.toContain('secret')
  })
})

it('says how to build the page when there is none, and goes on answering', async () => {
  await using unbuilt = await startSkrin({ webDir: join(webDir, 'nowhere') })

  const page = await unbuilt.browser().visit('/')
  const api = await unbuilt.browser().api('GET', '/session')

  expect(page.status).toBe(503)
  expect(page.text).toBe('The page of Skrin is not built yet. Run: npx --yes pnpm@12 build\n')
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(api.status).toBe(200)
})
