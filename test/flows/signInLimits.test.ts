import { problem } from '@skrin/shared/api/problem'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

const MINUTE_MS = 60_000
const attacker = '203.0.113.66'
const home = '198.51.100.7'

let skrin: Skrin

// Behind a proxy of ours on this machine: only then does X-Forwarded-For say who it is.
beforeEach(async () => {
  skrin = await startSkrin({ env: { SKRIN_TRUSTED_PROXIES: '127.0.0.0/8' } })
})
afterEach(() => skrin.stop())

const signIn = (from: string, body: { name: string; password: string }, to = skrin) =>
  to.browser().send({
    method: 'POST',
    path: '/api/session',
    headers: {
      'x-csrf': '1',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      'x-forwarded-for': from,
    },
    body: JSON.stringify(body),
  })
const guess = async (from: string, name = 'Ada') =>
  (await signIn(from, { name, password: 'a guess' })).status
const guessTimes = async (times: number, from: string, name?: string) => {
  const statuses: number[] = []
  for (let tries = 0; tries < times; tries++) statuses.push(await guess(from, name))
  return statuses
}

describe('H6: guessing at one account', () => {
  beforeEach(() => skrin.addMember('Ada'))

  it('is slowed down after five tries, from however many networks', async () => {
    const statuses: number[] = []

    for (let network = 0; network < 7; network++) statuses.push(await guess(`203.0.${network}.1`))

    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
  })

  it('is slowed down for many at once just the same', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 20 }, (_, network) => guess(`203.0.${network}.1`)),
    )

    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
  })

  it('says when to come back, and then lets the member in', async () => {
    await guessTimes(5, attacker)

    const answer = await signIn(home, { name: 'Ada', password: PASSWORD })
    const { retryAt = '' } = answer.parse(problem)
    const waitMs = Date.parse(retryAt) - skrin.clock.now()
    skrin.clock.advance(waitMs)
    const later = await signIn(home, { name: 'Ada', password: PASSWORD })

    expect(answer.status).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(waitMs).toBeLessThanOrEqual(5000)
    expect(later.status).toBe(200)
  })

  it('never makes anybody wait for longer than five minutes', async () => {
    for (let hour = 0; hour < 12; hour++) {
      await guessTimes(6, `203.0.113.${hour}`)
      skrin.clock.advance(5 * MINUTE_MS)
    }
    await guessTimes(2, attacker)

    const answer = await signIn(home, { name: 'Ada', password: PASSWORD })

    const { retryAt = '' } = answer.parse(problem)
    expect(Date.parse(retryAt) - skrin.clock.now()).toBeLessThanOrEqual(5 * MINUTE_MS)
  })

  it('from elsewhere does not slow down the network that the member signs in from', async () => {
    await signIn(home, { name: 'Ada', password: PASSWORD })
    await guessTimes(10, attacker)

    const statuses = [
      await guess(attacker),
      (await signIn(home, { name: 'Ada', password: PASSWORD })).status,
    ]

    expect(statuses).toEqual([429, 200])
  })

  it('is slowed down from the member’s own network too', async () => {
    await signIn(home, { name: 'Ada', password: PASSWORD })

    expect(await guessTimes(7, home)).toEqual([401, 401, 401, 401, 401, 429, 429])
  })

  it('is forgotten an hour after the last try', async () => {
    await guessTimes(5, attacker)
    skrin.clock.advance(61 * MINUTE_MS)

    expect(await guessTimes(6, attacker)).toEqual([401, 401, 401, 401, 401, 429])
  })

  it('is counted on after a restart', async () => {
    await guessTimes(5, attacker)
    await skrin.context.close()

    await using again = await startSkrin({ dataDir: skrin.dataDir })
    const answer = await signIn(attacker, { name: 'Ada', password: 'a guess' }, again)

    expect(answer.status).toBe(429)
  })
})

describe('H6: guessing from one network', () => {
  it('ends after thirty failures, whatever the names, and begins anew later', async () => {
    const statuses: number[] = []

    for (let person = 0; person < 32; person++)
      statuses.push(await guess(attacker, `person ${person}`))
    skrin.clock.advance(16 * MINUTE_MS)

    expect(statuses).toEqual([...Array<number>(30).fill(401), 429, 429])
    expect(await guess(attacker, 'another')).toBe(401)
  })

  it('is not hidden by an address that nobody trusts', async () => {
    await using exposed = await startSkrin()
    const from = (address: string) =>
      signIn(address, { name: address, password: 'a guess' }, exposed)
    await from('203.0.113.1')
    await spendAllButOne(exposed)

    const statuses = [await from('203.0.113.2'), await from('203.0.113.3')].map(
      ({ status }) => status,
    )

    expect(statuses).toEqual([401, 429])
  })

  it.each([
    [
      'addresses in front of the one that our proxy adds',
      `198.18.0.1, ${attacker}`,
      `198.18.0.2, ${attacker}`,
    ],
    ['another address of the same IPv6 network', '2001:db8:1:1::1', '2001:db8:1:1::2'],
  ])('is not hidden by %s', async (_, first, second) => {
    await guess(first, 'person 1')
    await spendAllButOne(skrin)

    const statuses = [await guess(second, 'person 2'), await guess(second, 'person 3')]

    expect(statuses).toEqual([401, 429])
    expect(await guess(home, 'person 4')).toBe(401)
  })

  it('is told to whoever runs it when a proxy in front is not trusted, once', async () => {
    await using exposed = await startSkrin()
    const hints = (program: Skrin) =>
      program.logLines.filter((line) => line.includes('proxy.unknown'))

    await signIn(home, { name: 'Ada', password: 'a guess' }, exposed)
    await signIn(home, { name: 'Ada', password: 'a guess' }, exposed)
    await guess(home)

    expect(hints(exposed)).toHaveLength(1)
    expect(hints(skrin)).toHaveLength(0)
  })

  it('does not count those who get in', async () => {
    await skrin.addMember('Ada')
    await guess(home)
    await spendAllButOne(skrin)
    const statuses: number[] = []

    for (let tries = 0; tries < 3; tries++) {
      statuses.push((await signIn(home, { name: 'Ada', password: PASSWORD })).status)
    }

    expect(statuses).toEqual([200, 200, 200])
  })
})

/** As if the network that failed once had failed 28 times more. */
async function spendAllButOne({ context: { db } }: Skrin): Promise<void> {
  await db.updateTable('rate_limits').set({ hits: 29 }).where('key', 'like', 'ip:%').execute()
}

describe('H7: an unknown name', () => {
  it('is answered as a wrong password is: status, body and slowing down', async () => {
    await skrin.addMember('Ada')
    const answers = { Ada: [] as unknown[], Eve: [] as unknown[] }

    for (const name of ['Ada', 'Eve'] as const) {
      for (let tries = 0; tries < 6; tries++) {
        const answer = await signIn(attacker, { name, password: 'a guess' })
        const { reference: _, retryAt, ...rest } = answer.parse(problem)
        answers[name].push({ ...rest, slowedDown: retryAt !== undefined })
      }
    }

    expect(answers.Eve).toEqual(answers.Ada)
  })
})
