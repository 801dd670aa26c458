import { accountsAnswer } from '@skrin/shared/api/accounts'
import { removeMemberAnswer } from '@skrin/shared/api/household'
import type { Member } from '@skrin/shared/api/session'
import type { Bank } from '@skrin/bff/banks/bank'
import { registeredBanks } from '@skrin/bff/context'
import { finishRemovals } from '@skrin/bff/household/removeMember'
import { engines } from '@skrin/bff/store/testDatabase'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTokenServer } from '../contracts/support/tokenServer.ts'
import type { TokenServer } from '../contracts/support/tokenServer.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank, startAtBank, visitCallback, walkBank } from './harness/walkBank.ts'

const MINUTE_MS = 60_000

let sandbox: Sandbox
let revoker: TokenServer
let skrin: Skrin
let ingrid: Browser
let owner: Member
let adult: Member
let jonas: Browser

/** None of the banks documents RFC 7009: these do, at an address of their own. */
function withRevocation(bank: Bank): Bank {
  const { server } = bank.auth
  if (typeof server !== 'function') return bank
  const revocationEndpoint = `${revoker.origin}/${bank.manifest.id}`
  const widened = (authUrl: string) => ({ ...server(authUrl), revocationEndpoint })
  return { ...bank, auth: { ...bank.auth, server: widened } }
}

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    sandbox = await startSandbox()
    revoker = await startTokenServer()
    revoker.answer = (_request, response) => void response.writeHead(200).end()
    const banks = registeredBanks.map(withRevocation)
    skrin = await startSkrin({ engine, env: sandbox.env, banks })
    owner = await skrin.addMember('Ingrid', { role: 'owner' })
    adult = await skrin.addMember('Jonas')
    ingrid = await skrin.signIn('Ingrid')
    jonas = await skrin.signIn('Jonas')
  })
  afterEach(async () => {
    await skrin.stop()
    await sandbox.close()
    await revoker.close()
  })

  const remove = (by = ingrid) => by.api('DELETE', `/members/${adult.id}`)
  const signIn = () =>
    skrin.browser().api('POST', '/session', { name: 'Jonas', password: PASSWORD })
  /** The bank has the question, and takes its time. */
  const untilAsked = (bank: string, operation?: string) =>
    vi.waitUntil(() => sandbox.journal.entries(bank, operation).length > 0, { interval: 10 })
  const accountsOf = async (browser: Browser) =>
    (await browser.api('GET', '/accounts')).parse(accountsAnswer).accounts

  /** Everything that is kept of Jonas, by table. */
  async function countRows() {
    const { db } = skrin.context
    const count = async (table: 'accounts' | 'connections' | 'vault' | 'transactions' | 'shares') =>
      (await db.selectFrom(table).selectAll().execute()).length
    return {
      connections: await count('connections'),
      vault: await count('vault'),
      accounts: await count('accounts'),
      transactions: await count('transactions'),
      shares: await count('shares'),
    }
  }
  const nothing = { connections: 0, vault: 0, accounts: 0, transactions: 0, shares: 0 }

  async function shareEverything() {
    const { db } = skrin.context
    const rows = await db.selectFrom('accounts').select('id').execute()
    await db
      .insertInto('shares')
      .values(rows.map(({ id }) => ({ account_id: id, audience: 'household', level: 'balance' })))
      .execute()
  }

  it('S8: ends a member’s sessions, banks and sharing, and leaves nothing of them', async () => {
    await connectBank(jonas, 'seb', 'Jonas')
    await connectBank(jonas, 'sparebank1', 'Jonas')
    await jonas.api('GET', '/transactions')
    await shareEverything()
    const phone = await skrin.signIn('Jonas')
    const before = await accountsOf(ingrid)

    const answer = await remove()

    expect(before.length).toBeGreaterThan(5)
    expect(answer.parse(removeMemberAnswer).connections).toEqual({
      revoked: 2,
      unsupported: 0,
      failed: 0,
    })
    expect(revoker.requests.map(({ url }) => url).sort()).toEqual(['/seb', '/sparebank1'])
    expect(await accountsOf(ingrid)).toEqual([])
    for (const browser of [jonas, phone])
      expect((await browser.api('GET', '/accounts')).status).toBe(401)
    expect((await signIn()).status).toBe(401)
    expect(await countRows()).toEqual(nothing)
    expect((await remove()).status).toBe(404)
  })

  it('S8: shuts the member out before the banks have answered', async () => {
    await connectBank(jonas, 'seb', 'Jonas')
    await jonas.api('GET', '/accounts')
    await shareEverything()
    const told = Promise.withResolvers<() => void>()
    revoker.answer = (_request, response) => told.resolve(() => response.writeHead(200).end())

    const removing = remove()
    const letGo = await told.promise
    const meanwhile = [await jonas.api('GET', '/accounts'), await signIn()]
    const seen = await accountsOf(ingrid)
    const listed = await ingrid.api('GET', '/members')
    letGo()

    expect((await removing).status).toBe(200)
    expect(meanwhile.map(({ status }) => status)).toEqual([401, 401])
    expect(seen).toEqual([])
    expect(listed.text).not.toContain('Jonas')
    expect(await countRows()).toEqual(nothing)
  })

  it('X6: forgets here although the banks are down', async () => {
    await connectBank(jonas, 'seb', 'Jonas')
    await connectBank(jonas, 'sparebank1', 'Jonas')
    revoker.answer = (_request, response) => void response.destroy()

    const answer = await remove()

    expect(answer.parse(removeMemberAnswer).connections).toMatchObject({ revoked: 0, failed: 2 })
    expect(await countRows()).toEqual(nothing)
  })

  it('a refresh that is under way brings nothing back', async () => {
    await connectBank(jonas, 'seb', 'Jonas')
    sandbox.journal.clear()
    sandbox.faults.set({ bank: 'seb', operation: '*', kind: 'slow', value: 250 })

    const asking = jonas.api('GET', '/accounts')
    await untilAsked('seb')
    await remove()
    const asked = await asking
    await skrin.context.refresher.settle()

    expect(asked.status).toBeLessThan(500)
    expect(await countRows()).toEqual(nothing)
    expect(skrin.logLines.filter((line) => line.includes('broke'))).toEqual([])
  })

  it('a token that is being renewed is kept nowhere', async () => {
    const id = await connectBank(jonas, 'sparebank1', 'Jonas')
    await jonas.api('GET', '/accounts')
    skrin.clock.advance(15 * MINUTE_MS)
    sandbox.journal.clear()
    sandbox.faults.set({ bank: 'sparebank1', operation: 'token', kind: 'slow', value: 500 })

    const asking = jonas.api('GET', `/connections/${id}/bank/accounts`)
    await untilAsked('sparebank1', 'token')
    skrin.clock.advance(-10 * MINUTE_MS)
    const removed = await remove()
    const asked = await asking

    expect(removed.status).toBe(200)
    expect(asked.status).not.toBe(200)
    expect(await countRows()).toEqual(nothing)
  })

  it('F12: a connect attempt dies with its member', async () => {
    const callback = await walkBank(await startAtBank(jonas, { bank: 'seb' }), 'Jonas')

    await remove()
    const back = await visitCallback(jonas, callback)

    expect(back.status).toBe(400)
    expect(await countRows()).toEqual(nothing)
  })

  it('a connection that is just being made is given back to the bank', async () => {
    const callback = await walkBank(await startAtBank(jonas, { bank: 'seb' }), 'Jonas')
    sandbox.faults.set({ bank: 'seb', operation: 'token', kind: 'slow', value: 400 })

    const coming = visitCallback(jonas, callback)
    await untilAsked('seb', 'token')
    await remove()
    const back = await coming

    expect(back.headers.location).toMatch(/^\/banks\?problem=connect_failed/)
    expect(revoker.requests.map(({ url }) => url)).toEqual(['/seb'])
    expect(await countRows()).toEqual(nothing)
  })

  it('F12: what was begun as an adult is not finished as a child', async () => {
    const callback = await walkBank(await startAtBank(jonas, { bank: 'seb' }), 'Jonas')
    sandbox.journal.clear()
    sandbox.faults.set({ bank: 'seb', operation: 'token', kind: 'slow', value: 400 })

    const coming = visitCallback(jonas, callback)
    await untilAsked('seb', 'token')
    const changed = await ingrid.api('PATCH', `/members/${adult.id}`, { role: 'child' })
    const back = await coming

    expect(changed.status).toBe(200)
    expect(back.headers.location).toMatch(/^\/banks\?problem=connect_failed/)
    expect(await countRows()).toEqual(nothing)
  })

  it('F12: a consent that comes for a child is ended at the bank', async () => {
    const wanted = { bank: 'enablebanking', choices: { bank: 'NO/DNB' } }
    const callback = await walkBank(await startAtBank(jonas, wanted), 'Jonas')
    const slow = { bank: wanted.bank, operation: 'sessions', kind: 'slow', value: 400 } as const
    sandbox.faults.set(slow)

    const coming = visitCallback(jonas, callback)
    await untilAsked(wanted.bank, 'sessions')
    await ingrid.api('PATCH', `/members/${adult.id}`, { role: 'child' })
    const back = await coming

    expect(back.headers.location).toMatch(/^\/banks\?problem=connect_failed/)
    expect(sandbox.journal.entries(wanted.bank, 'session')).toMatchObject([
      { method: 'DELETE', status: 200 },
    ])
    expect(await countRows()).toEqual(nothing)
  })

  it('takes what others shared with the member along', async () => {
    await connectBank(ingrid, 'seb', 'Jonas')
    const [account] = await accountsOf(ingrid)
    const shares = [{ with: adult.id, level: 'balance' }]
    await ingrid.api('PUT', `/accounts/${account?.id}/sharing`, { shares })
    const before = await accountsOf(jonas)

    await remove()

    expect(before).toHaveLength(1)
    expect((await countRows()).shares).toBe(0)
  })

  it('is also one’s own to do, and signs out', async () => {
    const answer = await remove(jonas)

    expect(answer.status).toBe(200)
    expect(jonas.cookies.has('skrin')).toBe(false)
    expect((await signIn()).status).toBe(401)
  })

  it('is never for the owner', async () => {
    const answers = [
      await ingrid.api('DELETE', `/members/${owner.id}`),
      await jonas.api('DELETE', `/members/${owner.id}`),
    ]

    expect(answers.map(({ status }) => status)).toEqual([403, 403])
  })

  it('frees the name for the next one', async () => {
    await remove()

    const again = await skrin.addMember('Jonas')

    expect(again.id).not.toBe(adult.id)
  })

  it('is finished by the upkeep when the program was stopped in between', async () => {
    await connectBank(jonas, 'seb', 'Jonas')
    const { db, clock } = skrin.context
    await db
      .updateTable('members')
      .set({ leaving_at: clock.now() })
      .where('id', '=', adult.id)
      .execute()

    await finishRemovals(skrin.context)
    const early = await countRows()
    skrin.clock.advance(3 * MINUTE_MS)
    await finishRemovals(skrin.context)

    expect(early.connections).toBe(1)
    expect(await countRows()).toEqual(nothing)
    expect(revoker.requests).toHaveLength(1)
  })
})
