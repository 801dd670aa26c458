import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../contracts/support/listen.ts'
import { faultKinds } from '../sandbox/kit/faults.ts'
import { people } from '../sandbox/world/household.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { enterBankClient } from './harness/bankClientForm.ts'
import type { Browser } from './harness/browser.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank, toBankRequest } from './harness/walkBank.ts'

const MINUTE_MS = 60_000
let sandbox: Sandbox
let skrin: Skrin
let jonas: Browser
/** Every byte that reached the browser: status lines, headers and bodies. */
const received: string[] = []
const ids = new Map<string, string>()

beforeAll(async () => {
  sandbox = await startSandbox()
  skrin = await startSkrin({ env: sandbox.env, transportLimits: { totalMs: 700 } })
  jonas = await skrin.signIn('Jonas')
  for (const [index, bank] of [...skrin.context.banks.keys()].entries()) {
    // Every other one with a bank client of his own.
    const { spareClient, chosen } = sandbox.banks.get(bank) ?? {}
    if (index % 2 === 0 && spareClient) await enterBankClient(jonas, bank, spareClient)
    ids.set(bank, await connectBank(jonas, toBankRequest(bank, chosen), 'Jonas'))
  }
})
afterAll(async () => {
  await skrin.stop()
  await sandbox.close()
})

async function look(browser: Browser): Promise<void> {
  const paths = [
    '/accounts',
    '/transactions?limit=500',
    '/connections',
    '/banks',
    '/bank-clients',
    '/access-log',
    '/session',
    '/openapi.json',
  ]
  for (const path of paths) await keep(browser, path)
  for (const bank of ids.keys()) await keep(browser, `/banks/${bank}/choices?country=NO`)
  for (const bank of ids.keys())
    received.push(await browser.visit(`/bank-clients/${bank}`).then(({ text }) => text))
  for (const id of ids.values()) await keep(browser, `/connections/${id}/bank/accounts`)
}

async function keep(browser: Browser, path: string): Promise<void> {
  const answer = await browser.api('GET', path).catch(() => null)
  if (answer) received.push(JSON.stringify(answer.headers) + answer.text)
}

/** As it stands, URL-encoded, in JSON, and in both alphabets of base64. */
function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '')
  const inJson = JSON.stringify(secret).slice(1, -1)
  const base64url = Buffer.from(secret).toString('base64url')
  return [secret, encodeURIComponent(secret), inJson, base64, base64url]
}

function findSecrets(text: string): string[] {
  const masterKey = skrin.context.masterKey.toString('base64')
  const secrets = [...sandbox.journal.secrets(), masterKey, skrin.context.cookieSecret]
  return secrets.filter((secret) => formsOf(secret).some((form) => text.includes(form)))
}

describe('after every bank has failed in every way', () => {
  beforeAll(async () => {
    for (const kind of faultKinds.filter((fault) => fault !== 'huge' && fault !== 'slow')) {
      for (const bank of ids.keys())
        sandbox.faults.set({ bank, operation: '*', kind, value: 'http://127.0.0.1:9/' })
      skrin.clock.advance(20 * MINUTE_MS)
      await look(jonas)
      sandbox.faults.clear()
      for (const bank of sandbox.banks.values()) bank.expireAccessTokens()
    }
    skrin.clock.advance(2 * MINUTE_MS)
    await look(jonas)
  }, 120_000)

  it('has secrets to look for, and would find them', () => {
    const [secret = ''] = sandbox.journal.secrets()

    expect(sandbox.journal.secrets().length).toBeGreaterThan(10)
    for (const form of formsOf(secret))
      expect(findSecrets(`before ${form} after`)).toEqual([secret])
  })

  it('holds bank clients of two kinds', async () => {
    const rows = await skrin.context.db.selectFrom('connections').select('bank_client').execute()
    const own = rows.filter(({ bank_client: client }) => client !== 'household')

    expect(own.length).toBeGreaterThan(0)
    expect(own.length).toBeLessThan(rows.length)
  })

  it('T1: no secret or token is in anything that reached the browser', () => {
    expect(received.length).toBeGreaterThan(50)
    expect(findSecrets(received.join('\n'))).toEqual([])
    expect(findSecrets(jonas.setCookies.join('\n'))).toEqual([])
  })

  it('T6: none is in the log, at level debug, and neither is a name, a number or an address', () => {
    const log = skrin.logLines.join('\n')

    expect(skrin.logLines.length).toBeGreaterThan(50)
    expect(findSecrets(log)).toEqual([])
    for (const { name, identityNumber } of people) {
      expect(log).not.toContain(name)
      expect(log).not.toContain(identityNumber)
    }
    for (const { number, iban } of people.flatMap(({ id }) =>
      [...ids.keys()].flatMap((bank) => sandbox.world.accountsOf(id, bank)),
    )) {
      expect(log).not.toContain(number)
      expect(log).not.toContain(iban)
    }
  })

  it('T7: none is in the data folder, but for the key in its own file', () => {
    const files = readdirSync(skrin.dataDir).filter((name) => name !== 'skrin.key')
    const bytes = files.map((name) => readFileSync(join(skrin.dataDir, name), 'latin1')).join('\n')

    expect(files.some((name) => name.endsWith('.db'))).toBe(true)
    expect(findSecrets(bytes)).toEqual([])
  })
})

it('T5: a token goes to the bank’s own API in the Authorization header, and nowhere else', () => {
  const tokens = sandbox.journal.secrets().filter((secret) => secret.startsWith('AT-'))

  for (const { url, headers, operation } of sandbox.journal.entries()) {
    const { authorization, ...others } = headers
    if (operation === 'token') expect(authorization ?? 'Basic').toMatch(/^Basic/)
    for (const token of tokens) {
      expect(url).not.toContain(token)
      expect(JSON.stringify(others)).not.toContain(token)
    }
  }
})

it('T9: a bank with a certificate that nobody vouches for gets no token', async () => {
  let requests = 0
  const plain = await listen((_request, response) => {
    requests++
    response.end('{}')
  })
  // A server that does not speak TLS at all: the handshake fails before a byte of the request is sent.
  await using other = await startSkrin({
    env: {
      ...sandbox.env,
      SKRIN_SEB_API_URL: plain.origin.replace('http://127.0.0.1', 'https://localhost'),
    },
  })
  const browser = await other.signIn('Jonas')
  const id = await connectBank(browser, 'seb', 'Jonas')

  const answer = await browser.api('GET', `/connections/${id}/bank/accounts`)
  await plain.close()

  expect(answer.status).toBe(502)
  expect(requests).toBe(0)
})

it('H3: what one member’s requests warmed up is not served to another', async () => {
  await jonas.api('GET', '/transactions?prefer=cache')
  const stranger = await skrin.signIn('Emma')

  for (const path of ['/accounts?prefer=cache', '/transactions?prefer=cache', '/connections']) {
    const { json } = await stranger.api('GET', path)
    expect(Object.values(json as Record<string, unknown>)[0]).toEqual([])
  }
})
