import { accessLogAnswer } from '@skrin/shared/api/accessLog'
import { account, accountsAnswer } from '@skrin/shared/api/accounts'
import type { Account } from '@skrin/shared/api/accounts'
import { problem } from '@skrin/shared/api/problem'
import type { Member } from '@skrin/shared/api/session'
import type { Share } from '@skrin/shared/api/sharing'
import { totals, transactionDetails, transactionsAnswer } from '@skrin/shared/api/transactions'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

const JOINT = 'Felles husholdning'
let sandbox: Sandbox
let skrin: Skrin
let members: Record<'ingrid' | 'jonas' | 'emma', Member>
let ingrid: Browser
let jonas: Browser
let emma: Browser

beforeAll(async () => {
  sandbox = await startSandbox()
  skrin = await startSkrin({ env: sandbox.env })
  members = {
    ingrid: await skrin.addMember('Ingrid', { role: 'owner' }),
    jonas: await skrin.addMember('Jonas'),
    emma: await skrin.addMember('Emma', { role: 'child' }),
  }
  ingrid = await skrin.signIn('Ingrid')
  jonas = await skrin.signIn('Jonas')
  emma = await skrin.signIn('Emma')
  await connectBank(ingrid, 'sparebank1', 'Ingrid')
  await connectBank(jonas, 'sparebank1', 'Jonas')
  await look(ingrid, '')
  await look(jonas, '')
})
beforeEach(async () => {
  await skrin.context.db.deleteFrom('shares').execute()
  await skrin.context.db.deleteFrom('access_log').execute()
})
afterAll(async () => {
  await skrin.stop()
  await sandbox.close()
})

const look = async (browser: Browser, query = '?prefer=cache') =>
  (await browser.api('GET', `/accounts${query}`)).parse(accountsAnswer).accounts
const page = async (browser: Browser, query = '') => {
  const list = await browser.api('GET', `/transactions?prefer=cache&limit=500${query}`)
  const all = await browser.api('GET', `/transactions/totals?${query.slice(1)}`)
  return { ...list.parse(transactionsAnswer), totals: all.parse(totals) }
}
const share = (browser: Browser, { id }: Account, shares: readonly Share[]) =>
  browser.api('PUT', `/accounts/${id}/sharing`, { shares })
const find = async (browser: Browser, wanted: (one: Account) => boolean): Promise<Account> => {
  const found = (await look(browser)).find(wanted)
  if (!found) throw new Error('no such account')
  return found
}
const isJoint = ({ name }: Account) => name.includes(JOINT)
const isPrivate = (one: Account) => !isJoint(one) && one.kind === 'current'
const events = async (browser: Browser) =>
  (await browser.api('GET', '/access-log')).parse(accessLogAnswer).entries

describe('an account that is shared', () => {
  it('H2: is seen by nobody else before, and by nobody again from the moment it is withdrawn', async () => {
    const own = await find(ingrid, isPrivate)
    const seenBy = async () =>
      (await emma.api('GET', `/accounts/${own.id}/transactions?prefer=cache`)).status

    expect(await seenBy()).toBe(404)
    await share(ingrid, own, [{ with: members.emma.id, level: 'transactions' }])
    expect(await seenBy()).toBe(200)
    expect((await look(jonas)).map(({ id }) => id)).not.toContain(own.id)
    await share(ingrid, own, [])

    expect(await seenBy()).toBe(404)
    expect(await look(emma)).toEqual([])
  })

  it('shows a balance, and nothing from which more could be learned', async () => {
    const own = await find(ingrid, isPrivate)
    await share(ingrid, own, [{ with: 'household', level: 'balance' }])

    const [seen] = await look(emma)

    expect(seen).toEqual({
      ...own,
      ...{ access: 'balance', connection: null, sharing: null },
      ...{ number: null, iban: null, holder: null, available: null, trend: [] },
    })
    const answer = await page(emma, `&account=${own.id}`)
    expect(answer).toMatchObject({
      transactions: [],
      totals: { count: 0, sums: [] },
      days: [],
    })
    expect((await emma.api('GET', `/accounts/${own.id}/transactions`)).status).toBe(404)
  })

  it('shows its transactions, but for what the bank sent for them', async () => {
    const own = await find(ingrid, isPrivate)
    await share(ingrid, own, [{ with: members.emma.id, level: 'transactions' }])
    const { transactions } = await page(emma)
    const detailsOf = async (browser: Browser) =>
      (await browser.api('GET', `/transactions/${transactions[0]?.id}`)).parse(transactionDetails)

    expect(transactions.length).toBeGreaterThan(5)
    expect(new Set(transactions.map((one) => one.account))).toEqual(new Set([own.id]))
    expect((await detailsOf(emma)).wire).toBeNull()
    expect((await detailsOf(ingrid)).wire).toMatchObject({ amount: expect.anything() as unknown })
  })

  it('is seen at the higher of two levels', async () => {
    const own = await find(ingrid, isPrivate)
    await share(ingrid, own, [
      { with: 'household', level: 'balance' },
      { with: members.emma.id, level: 'transactions' },
    ])

    expect((await find(emma, ({ id }) => id === own.id)).access).toBe('transactions')
    expect((await find(jonas, ({ id }) => id === own.id)).access).toBe('balance')
  })

  it('is answered as it is shared now', async () => {
    const own = await find(ingrid, isPrivate)
    const shares: Share[] = [{ with: members.jonas.id, level: 'balance' }]

    const answer = await share(ingrid, own, shares)

    expect(answer.parse(account)).toEqual({ ...own, sharing: shares })
    expect((await find(ingrid, ({ id }) => id === own.id)).sharing).toEqual(shares)
  })

  it('is left as it was by a request that is wrong', async () => {
    const own = await find(ingrid, isPrivate)
    await share(ingrid, own, [{ with: members.jonas.id, level: 'balance' }])
    const before = await look(ingrid)

    const wrong = await Promise.all([
      share(ingrid, own, [{ with: members.ingrid.id, level: 'balance' }]),
      share(ingrid, own, [{ with: 'nobody' as Member['id'], level: 'balance' }]),
      share(ingrid, own, [
        { with: 'household', level: 'balance' },
        { with: 'household', level: 'transactions' },
      ]),
    ])

    expect(wrong.map((answer) => answer.parse(problem))).toMatchObject(
      wrong.map(() => ({ status: 400, code: 'bad_request', field: 'shares' })),
    )
    expect(await look(ingrid)).toEqual(before)
  })

  it('is not theirs to share on whom it is shared with', async () => {
    const own = await find(ingrid, isPrivate)
    await share(ingrid, own, [{ with: members.jonas.id, level: 'transactions' }])

    const answer = await share(jonas, own, [{ with: 'household', level: 'transactions' }])

    expect(answer.parse(problem).code).toBe('not_found')
    expect(await look(emma)).toEqual([])
  })

  it('S9: is shared by somebody who has just proven who they are', async () => {
    const own = await find(ingrid, isPrivate)
    await skrin.context.db.updateTable('sessions').set({ fresh_at: 0 }).execute()

    const answer = await share(ingrid, own, [{ with: 'household', level: 'balance' }])
    const { context } = skrin
    await context.db.updateTable('sessions').set({ fresh_at: context.clock.now() }).execute()

    expect(answer.parse(problem).code).toBe('step_up_needed')
    expect(await look(emma)).toEqual([])
  })
})

describe('H3: one address', () => {
  it.each(['/accounts?prefer=cache', '/transactions?prefer=cache'])(
    'answers each with what is theirs, whoever asked before: %s',
    async (path) => {
      // Of 22 letters; a built-in category's code is the same for everybody.
      const idsOf = (text: string) => new Set(text.match(/"id":"[\w-]{22}"/g))
      const hers = await ingrid.api('GET', path)
      const his = await jonas.api('GET', path)
      const again = await ingrid.api('GET', path)

      expect(hers.headers['cache-control']).toBe('no-store')
      expect(again.text).toBe(hers.text)
      expect([...idsOf(his.text)].filter((id) => idsOf(hers.text).has(id))).toEqual([])
      expect(idsOf(his.text).size).toBeGreaterThan(0)
    },
  )
})

describe('a joint account that two people connected', () => {
  it('is each one’s own while nothing is shared, and tells neither of the other', async () => {
    expect((await find(ingrid, isJoint)).owners.map(({ name }) => name)).toEqual(['Ingrid'])
    expect((await find(jonas, isJoint)).owners.map(({ name }) => name)).toEqual(['Jonas'])
  })

  it('is there once for whoever sees both halves, with its transactions once', async () => {
    const his = await find(jonas, isJoint)
    const hers = await find(ingrid, isJoint)
    const before = await page(jonas)
    await share(ingrid, hers, [{ with: 'household', level: 'transactions' }])

    const joint = (await look(jonas)).filter(isJoint)
    const after = await page(jonas)

    expect(joint).toMatchObject([{ id: his.id, access: 'own', balance: his.balance }])
    expect(joint[0]?.owners.map(({ name }) => name).sort()).toEqual(['Ingrid', 'Jonas'])
    expect(after.totals).toEqual(before.totals)
    expect(new Set(after.transactions.map((one) => one.account))).toEqual(
      new Set(before.transactions.map((one) => one.account)),
    )
  })

  it('is one account of two people for a third, under one id', async () => {
    await share(ingrid, await find(ingrid, isJoint), [{ with: 'household', level: 'transactions' }])
    const alone = await page(emma)
    await share(jonas, await find(jonas, isJoint), [{ with: 'household', level: 'transactions' }])

    const accounts = await look(emma)
    const both = await page(emma)

    expect(accounts).toHaveLength(1)
    expect(accounts[0]?.owners.map(({ name }) => name).sort()).toEqual(['Ingrid', 'Jonas'])
    expect(both.totals).toEqual(alone.totals)
    expect(both.transactions.every((one) => one.account === accounts[0]?.id)).toBe(true)
    expect((await page(emma, `&member=${members.jonas.id}`)).totals).toEqual(both.totals)
    const own = await emma.api(
      'GET',
      `/accounts/${accounts[0]?.id}/transactions?prefer=cache&limit=500`,
    )
    expect(own.parse(transactionsAnswer).transactions).toEqual(both.transactions)
  })

  it('shows of each half what that person shares of it', async () => {
    const hers = await find(ingrid, isJoint)
    await share(ingrid, hers, [{ with: 'household', level: 'balance' }])
    await share(jonas, await find(jonas, isJoint), [{ with: members.emma.id, level: 'balance' }])

    expect(await look(emma)).toMatchObject([{ access: 'balance', number: null, available: null }])
    expect((await page(emma)).totals.count).toBe(0)
    await share(ingrid, hers, [])
    expect((await look(emma))[0]?.owners.map(({ name }) => name)).toEqual(['Jonas'])
  })

  it('is among one’s own in the view of what is mine, and what others share is not', async () => {
    await share(ingrid, await find(ingrid, isJoint), [{ with: 'household', level: 'transactions' }])
    await share(ingrid, await find(ingrid, isPrivate), [{ with: 'household', level: 'balance' }])

    const mine = await look(jonas, '?prefer=cache&view=mine')
    const all = await look(jonas, '?prefer=cache&view=household')

    expect(mine.every(({ access }) => access === 'own')).toBe(true)
    expect(mine.filter(isJoint)).toHaveLength(1)
    expect(all).toEqual(await look(jonas))
    expect(all.length).toBe(mine.length + 1)
    expect(await look(emma, '?prefer=cache&view=mine')).toEqual([])
    expect((await page(emma, '&view=mine')).totals.count).toBe(0)
  })
})

describe('the access log', () => {
  it('tells the owner what was shared with whom, and what was withdrawn', async () => {
    const own = await find(ingrid, isPrivate)
    await share(ingrid, own, [{ with: members.jonas.id, level: 'balance' }])
    await share(ingrid, own, [{ with: 'household', level: 'transactions' }])

    const entries = await events(ingrid)

    const told = entries.map(({ event, subject }) => [event, subject['with'], subject['level']])
    expect(told.toSorted()).toEqual(
      [
        ['account.shared', 'Jonas', 'balance'],
        ['account.shared', 'household', 'transactions'],
        ['account.unshared', 'Jonas', 'balance'],
      ].toSorted(),
    )
    expect(entries.every(({ subject }) => subject['account'] === own.name)).toBe(true)
    expect((await events(jonas)).filter(({ event }) => event.startsWith('account.'))).toEqual([])
  })

  it('tells the owner once a day who opened an account of theirs', async () => {
    const own = await find(ingrid, isPrivate)
    await share(ingrid, own, [{ with: 'household', level: 'transactions' }])
    const opened = async () =>
      (await events(ingrid))
        .filter(({ event }) => event === 'account.opened')
        .map(({ actor, subject }) => `${actor.name} ${subject['account']}`)
        .sort()

    await beginNextDay()
    await Promise.all([look(emma), look(emma), page(emma), page(jonas), look(ingrid)])
    const onTheDay = await opened()
    await page(emma)
    const laterThatDay = await opened()
    await beginNextDay()
    await page(emma)

    expect(onTheDay).toEqual([`Emma ${own.name}`, `Jonas ${own.name}`])
    expect(laterThatDay).toEqual(onTheDay)
    expect(await opened()).toEqual([`Emma ${own.name}`, ...onTheDay])
  })
})

async function beginNextDay(): Promise<void> {
  skrin.clock.advance(24 * 60 * 60_000)
  ingrid = await skrin.signIn('Ingrid')
  jonas = await skrin.signIn('Jonas')
  emma = await skrin.signIn('Emma')
}
