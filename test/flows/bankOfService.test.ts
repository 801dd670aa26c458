import { accountsAnswer } from '@skrin/shared/api/accounts'
import { choicesAnswer } from '@skrin/shared/api/banks'
import { connectionsAnswer, disconnectAnswer } from '@skrin/shared/api/connections'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { codeOf } from './harness/problemOf.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { createTestClock } from './harness/testClock.ts'
import { connectBank, startAtBank, visitCallback, walkBank } from './harness/walkBank.ts'

// A service that reads at many banks: one of them is chosen first, and then gives its consent for a code.
const bank = 'enablebanking'
const at = (value: string) => ({ bank, choices: { bank: value } })
const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS

let sandbox: Sandbox
let skrin: Skrin
let jonas: Browser

beforeEach(async () => {
  const clock = createTestClock()
  sandbox = await startSandbox({ now: () => clock.now() })
  skrin = await startSkrin({ env: sandbox.env, clock })
  jonas = await skrin.signIn('Jonas')
})
afterEach(async () => {
  await skrin.stop()
  await sandbox.close()
})

const asked = (operation: string) => sandbox.journal.entries(bank, operation)
const listOptions = async (country: string, browser = jonas) =>
  browser.api('GET', `/banks/${bank}/choices?country=${country}`)
const listConnections = async () =>
  (await jonas.api('GET', '/connections')).parse(connectionsAnswer).connections
const listAccounts = async () => (await jonas.api('GET', '/accounts')).parse(accountsAnswer)

describe('what can be chosen', () => {
  it('is asked for at the bank, by country, in the order of that country', async () => {
    const { name, options } = (await listOptions('NO')).parse(choicesAnswer)

    expect(name).toBe('bank')
    expect(options.map(({ label }) => label)).toEqual([
      'Bulder Bank',
      'DNB',
      'Handelsbanken',
      'Nordea',
      'SpareBank 1 Sør-Norge',
    ])
    expect(options[0]).toMatchObject({ beta: true, renewalDays: 180, country: 'NO' })
    expect(JSON.stringify(options)).not.toContain('http')
  })

  it('P7: is kept for hours, for everybody, and asked for once by those who come together', async () => {
    const ingrid = await skrin.signIn('Ingrid')
    await Promise.all([listOptions('SE'), listOptions('SE', ingrid), listOptions('SE')])
    skrin.clock.advance(5 * HOUR_MS)
    await listOptions('SE', await skrin.signIn('Ingrid'))
    expect(asked('aspsps')).toHaveLength(1)

    skrin.clock.advance(2 * HOUR_MS)
    await listOptions('SE', await skrin.signIn('Ingrid'))
    expect(asked('aspsps')).toHaveLength(2)
  })

  it('is asked for again after a failure, which is told as what it is', async () => {
    sandbox.faults.set({ bank, operation: 'aspsps', kind: 'unavailable', times: 1 })

    expect(codeOf(await listOptions('FI'))).toBe('503 bank_unavailable')
    expect((await listOptions('FI')).status).toBe(200)
  })

  it('says that the bank client is wrong when its tokens are not taken', async () => {
    sandbox.faults.set({ bank, operation: '*', kind: 'invalid_client', times: 1 })

    expect(codeOf(await listOptions('DK'))).toBe('502 bank_client_invalid')
  })

  it('is told of countries and banks that there are, and of no others', async () => {
    const paths = [
      `/banks/${bank}/choices?country=DE`,
      `/banks/${bank}/choices`,
      '/banks/seb/choices?country=SE',
      '/banks/nobody/choices?country=NO',
    ]
    const answers = await Promise.all(paths.map((path) => jonas.api('GET', path)))

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 404, 404])
    expect(asked('aspsps')).toEqual([])
  })

  it('H1: is told to no child, who connects nothing', async () => {
    await skrin.addMember('Emma', { role: 'child' })

    expect((await listOptions('NO', await skrin.signIn('Emma'))).status).toBe(403)
  })

  it('needs a bank client to ask with', async () => {
    const {
      SKRIN_ENABLEBANKING_CLIENT_ID: _,
      SKRIN_ENABLEBANKING_CLIENT_SECRET: __,
      ...env
    } = sandbox.env
    await using other = await startSkrin({ env, clock: skrin.clock })
    const browser = await other.signIn('Jonas')

    expect(codeOf(await listOptions('NO', browser))).toBe('409 bank_not_configured')
  })
})

describe('a choice', () => {
  it('that is none, or none of the bank’s, goes nowhere', async () => {
    const wrong = [
      {},
      { bank: 'NO/Fjordbanken' },
      { bank: 'SE/DNB' },
      { bank: 'DNB' },
      { bank: 'NO/DNB', finInst: 'fid-1' },
    ]
    for (const choices of wrong) {
      const answer = await jonas.api('POST', '/connections', { bank, choices })

      expect(codeOf(answer)).toBe('400 bad_request')
    }
    expect(asked('auth')).toEqual([])
  })

  it('names the connection, which lasts as long as that bank allows', async () => {
    await connectBank(jonas, at('DK/Lunar'), 'Jonas')

    const [connection] = await listConnections()
    const { accounts, outcomes } = await listAccounts()
    expect(connection).toMatchObject({ bank, label: 'Lunar', status: 'working' })
    const days = (Date.parse(connection?.renewBy ?? '') - skrin.clock.now()) / DAY_MS
    expect(Math.round(days)).toBe(30)
    expect(outcomes).toMatchObject([{ bank, status: 'ok' }])
    expect(accounts).toHaveLength(3)
  })

  it('of several banks makes several connections, each with accounts and an end of its own', async () => {
    await connectBank(jonas, at('NO/Nordea'), 'Jonas')
    await connectBank(jonas, at('DK/Lunar'), 'Jonas')
    const again = await connectBank(jonas, at('NO/Nordea'), 'Jonas')

    const connections = await listConnections()
    expect(connections.map(({ label }) => label)).toEqual(['Nordea', 'Lunar'])
    expect(connections[0]?.id).toBe(again)
    expect(connections[0]?.renewBy).not.toBe(connections[1]?.renewBy)
    expect((await listAccounts()).accounts).toHaveLength(6)
  })

  it('stands when it is renewed: the same bank, the same accounts, whatever is chosen now', async () => {
    const id = await connectBank(jonas, at('NO/Nordea'), 'Jonas')
    const before = (await listAccounts()).accounts.map((account) => account.id)

    const to = await startAtBank(jonas, { ...at('DK/Lunar'), renew: id })
    await visitCallback(jonas, await walkBank(to, 'Jonas'))

    const connections = await listConnections()
    expect(connections.map(({ label }) => label)).toEqual(['Nordea'])
    skrin.clock.advance(HOUR_MS)
    const browser = await skrin.signIn('Jonas')
    const after = (await browser.api('GET', '/accounts')).parse(accountsAnswer).accounts
    expect(after.map((account) => account.id)).toEqual(before)
    const texts = await browser.api('GET', '/access-log')
    expect(texts.text).toContain('"label":"Nordea"')
  })
})

describe('coming back', () => {
  it('with the refusal of the person connects nothing', async () => {
    const to = await startAtBank(jonas, at('NO/DNB'))
    const back = await visitCallback(jonas, await walkBank(to, 'Jonas', { refuse: true }))

    expect(back.headers.location).toBe(`/banks?problem=connect_denied&bank=${bank}`)
    expect(asked('sessions')).toEqual([])
    expect(await listConnections()).toEqual([])
  })

  it('F4: with an error of the bank is not taken for a refusal, nor are its words shown', async () => {
    const to = await startAtBank(jonas, at('NO/DNB'))
    const callback = await walkBank(to, 'Jonas')
    callback.searchParams.delete('code')
    callback.searchParams.set('error', 'server_error')
    callback.searchParams.set('error_description', 'words of the bank')

    const back = await visitCallback(jonas, callback)

    expect(back.headers.location).toBe(`/banks?problem=connect_failed&bank=${bank}`)
  })

  it('F1 F11: counts once, and spends the code once', async () => {
    const callback = await walkBank(await startAtBank(jonas, at('NO/DNB')), 'Jonas')

    expect((await visitCallback(jonas, callback)).headers.location).toContain('/banks/connected')
    expect((await visitCallback(jonas, callback)).status).toBe(400)
    expect(asked('sessions')).toHaveLength(1)
    expect(await listConnections()).toHaveLength(1)
  })

  it('F12: is nobody’s when somebody else sits there', async () => {
    const callback = await walkBank(await startAtBank(jonas, at('NO/DNB')), 'Jonas')

    expect((await visitCallback(await skrin.signIn('Ingrid'), callback)).status).toBe(400)
    expect(asked('sessions')).toEqual([])
  })
})

describe('a connection', () => {
  it('T2: outlives its token, which is signed anew without asking anybody', async () => {
    await connectBank(jonas, at('NO/Nordea'), 'Jonas')
    await listAccounts()
    sandbox.journal.clear()
    skrin.clock.advance(50 * 60_000)
    const browser = await skrin.signIn('Jonas')

    const { outcomes } = (await browser.api('GET', '/accounts')).parse(accountsAnswer)

    expect(outcomes).toMatchObject([{ status: 'ok' }])
    expect(sandbox.journal.entries(bank).map(({ status }) => status)).not.toContain(401)
  })

  it.each(['NO/Handelsbanken', 'NO/Nordea', 'DK/Danske Bank'])(
    'P7: at %s is never asked a fifth time in a day while nobody is there, and learns all it can',
    async (value) => {
      await connectBank(jonas, at(value), 'Jonas')
      await listAccounts()
      sandbox.journal.clear()
      for (let hour = 0; hour < 72; hour++) {
        skrin.clock.advance(HOUR_MS)
        await skrin.context.sync.round()
      }

      const calls = ['details', 'balances', 'transactions'].flatMap((one) => asked(one))
      const toPath = (url: string) => url.replace(/\?.*/, '')
      const inOneDay = calls.map(
        (last) =>
          calls.filter(
            ({ url, at: when }) =>
              toPath(url) === toPath(last.url) && when <= last.at && when > last.at - DAY_MS,
          ).length,
      )
      expect(calls.some(({ headers }) => 'psu-ip-address' in headers)).toBe(false)
      expect(Math.max(...inOneDay)).toBeLessThanOrEqual(4)
      // Of four calls a day, those that a refused question or an empty page takes are few.
      const answered = asked('transactions').filter(({ status }) => status === 200)
      const [first] = answered
      const ofOne = answered.filter(({ url }) => toPath(url) === toPath(first?.url ?? ''))
      expect(ofOne.length).toBeGreaterThanOrEqual(9)
    },
  )

  it('asks to be renewed when its session has ended', async () => {
    await connectBank(jonas, at('NO/Nordea'), 'Jonas')
    await listAccounts()
    sandbox.banks.get(bank)?.revokeGrants()
    skrin.clock.advance(HOUR_MS)
    jonas = await skrin.signIn('Jonas')

    const { outcomes } = await listAccounts()

    expect(outcomes).toMatchObject([{ status: 'failed', problem: 'reconnect_needed' }])
    expect(await listConnections()).toMatchObject([{ status: 'reconnect' }])
  })

  it('tells a bank that is down from a service that is', async () => {
    await connectBank(jonas, at('FI/S-Pankki'), 'Jonas')
    const behind = await listAccounts()
    sandbox.faults.set({ bank, operation: '*', kind: 'unavailable' })
    skrin.clock.advance(HOUR_MS)
    jonas = await skrin.signIn('Jonas')
    const service = await listAccounts()

    expect(behind.outcomes).toMatchObject([{ problem: 'bank_behind_unavailable' }])
    expect(service.outcomes).toMatchObject([{ problem: 'bank_unavailable' }])
  })

  it('X6: is ended at the bank, and nobody else’s is', async () => {
    const id = await connectBank(jonas, at('NO/Nordea'), 'Jonas')
    await connectBank(jonas, at('NO/DNB'), 'Jonas')
    await listAccounts()

    const answer = (await jonas.api('DELETE', `/connections/${id}`)).parse(disconnectAnswer)

    expect(answer.atBank).toBe('revoked')
    expect(asked('session').filter(({ method }) => method === 'DELETE')).toHaveLength(1)
    skrin.clock.advance(HOUR_MS)
    jonas = await skrin.signIn('Jonas')
    expect((await listAccounts()).outcomes).toMatchObject([{ status: 'ok' }])
  })
})
