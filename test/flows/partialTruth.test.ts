import { accountsAnswer } from '@skrin/shared/api/accounts'
import type { AccountsAnswer } from '@skrin/shared/api/accounts'
import { connectionsAnswer, outcome } from '@skrin/shared/api/connections'
import type { Connection } from '@skrin/shared/api/connections'
import { totals } from '@skrin/shared/api/transactions'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaultKind } from '../sandbox/kit/faults.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

const failing = 'sparebank1'
const healthy = 'seb'
const MINUTE_MS = 60_000

let sandbox: Sandbox
let skrin: Skrin
let jonas: Browser
let ids: Record<string, Connection['id']>
let before: AccountsAnswer

beforeAll(async () => {
  sandbox = await startSandbox()
  skrin = await startSkrin({ env: sandbox.env, transportLimits: { totalMs: 1200 } })
  jonas = await skrin.signIn('Jonas')
  ids = {
    [failing]: await connectBank(jonas, failing, 'Jonas'),
    [healthy]: await connectBank(jonas, healthy, 'Jonas'),
  }
  await jonas.api('GET', '/accounts')
})
beforeEach(async () => {
  // Past every pause and budget's hour, so that the next look asks the banks.
  skrin.clock.advance(70 * MINUTE_MS)
  jonas = await skrin.signIn('Jonas')
  before = (await jonas.api('GET', '/accounts')).parse(accountsAnswer)
  expect(before.outcomes.map(({ status }) => status)).toEqual(['ok', 'ok'])
  skrin.clock.advance(10 * MINUTE_MS)
})
afterEach(async () => {
  sandbox.faults.clear()
  await skrin.context.refresher.settle()
})
afterAll(async () => {
  await skrin.stop()
  await sandbox.close()
})

const look = async () => (await jonas.api('GET', '/accounts')).parse(accountsAnswer)
const outcomeOf = (answer: AccountsAnswer, bank: string) =>
  answer.outcomes.find((one) => one.bank === bank)
const balancesOf = (answer: AccountsAnswer, bank: string) =>
  answer.accounts.filter((account) => account.bank === bank).map(({ id, balance }) => [id, balance])
const countRows = async () => (await jonas.api('GET', '/transactions/totals')).parse(totals).count

describe('a bank that fails', () => {
  it.each<[FaultKind, string]>([
    ['unavailable', 'bank_unavailable'],
    ['server_error', 'bank_unavailable'],
    ['hang', 'bank_timeout'],
    ['reset', 'bank_unreachable'],
    ['malformed', 'bank_wrong_answer'],
    ['wrong_type', 'bank_wrong_answer'],
    ['deep', 'bank_wrong_answer'],
    ['rate_limited', 'bank_rate_limited'],
    ['wrong_shape', 'bank_wrong_answer'],
  ])(
    '(%s) leaves the other and every figure where they were, and says %s',
    async (kind, problem) => {
      const rows = await countRows()
      sandbox.faults.set({ bank: failing, operation: '*', kind })

      const answer = await look()

      expect(outcomeOf(answer, healthy)).toMatchObject({ status: 'ok', problem: null })
      expect(outcomeOf(answer, failing)).toMatchObject({ status: 'failed', problem })
      expect(outcomeOf(answer, failing)?.lastGoodAt).toBe(outcomeOf(before, failing)?.lastGoodAt)
      expect(balancesOf(answer, failing)).toEqual(balancesOf(before, failing))
      expect(
        answer.accounts.filter(({ bank }) => bank === failing).every(({ stale }) => stale),
      ).toBe(true)
      expect(
        answer.accounts.filter(({ bank }) => bank === healthy).some(({ stale }) => stale),
      ).toBe(false)
      expect(await countRows()).toBe(rows)
    },
  )

  it('by leaving something out is marked partial, and nothing is taken away', async () => {
    const rows = await countRows()
    sandbox.faults.set({ bank: failing, operation: '*', kind: 'partial' })

    const answer = await look()

    expect(outcomeOf(answer, failing)).toMatchObject({ status: 'partial', problem: 'bank_partial' })
    expect(await countRows()).toBe(rows)
    expect(answer.accounts.some(({ bank, closed }) => bank === failing && closed)).toBe(false)
  })

  it('is asked again by hand, and the page recovers', async () => {
    sandbox.faults.set({ bank: failing, operation: 'accounts', kind: 'unavailable' })
    await look()
    sandbox.faults.clear()

    const again = await jonas.api('POST', `/connections/${ids[failing]}/refresh`)

    expect(again.parse(outcome)).toMatchObject({ status: 'ok', problem: null })
    expect(outcomeOf(await look(), failing)).toMatchObject({ status: 'ok' })
  })

  it('says when to come again while its sign-in is down', async () => {
    sandbox.faults.set({ bank: failing, operation: 'token', kind: 'unavailable' })

    const down = outcomeOf(await look(), failing)

    expect(down).toMatchObject({ status: 'failed', problem: 'bank_unavailable' })
    expect(Date.parse(down?.retryAt ?? '') - skrin.clock.now()).toBeGreaterThan(10_000)
  })

  it('is left alone for a while when it failed', async () => {
    sandbox.faults.set({ bank: failing, operation: '*', kind: 'unavailable' })
    await look()
    sandbox.journal.clear()

    await look()
    await look()

    expect(sandbox.journal.entries(failing)).toEqual([])
  })

  it('P7: is not asked before its Retry-After has passed, not even by hand', async () => {
    sandbox.faults.set({
      bank: failing,
      operation: '*',
      kind: 'rate_limited',
      value: 600,
      times: 1,
    })
    const limited = outcomeOf(await look(), failing)
    sandbox.journal.clear()

    const byHand = (await jonas.api('POST', `/connections/${ids[failing]}/refresh`)).parse(outcome)

    expect(limited?.retryAt).toEqual(expect.any(String))
    expect(byHand).toMatchObject({
      status: 'failed',
      problem: 'bank_rate_limited',
      retryAt: limited?.retryAt,
    })
    expect(sandbox.journal.entries(failing)).toEqual([])
    const { connections } = (await jonas.api('GET', '/connections')).parse(connectionsAnswer)
    expect(connections.find(({ bank }) => bank === failing)?.blockedUntil).toBe(limited?.retryAt)
  })
})

it('answers at once from what is known when asked to', async () => {
  sandbox.faults.set({ bank: failing, operation: '*', kind: 'hang' })
  const startedAt = performance.now()

  const answer = (await jonas.api('GET', '/accounts?prefer=cache')).parse(accountsAnswer)

  expect(performance.now() - startedAt).toBeLessThan(1000)
  expect(answer.outcomes.map(({ status }) => status)).toEqual(['cached', 'cached'])
  expect(answer.accounts).toHaveLength(before.accounts.length)
})

it('asks for renewing when the customer withdrew the access at the bank, and keeps the figures', async () => {
  sandbox.banks.get(failing)?.revokeGrants()
  sandbox.banks.get(failing)?.expireAccessTokens()

  const answer = await look()

  expect(outcomeOf(answer, failing)).toMatchObject({
    status: 'failed',
    problem: 'reconnect_needed',
  })
  expect(balancesOf(answer, failing)).toEqual(balancesOf(before, failing))
  jonas = await skrin.signIn('Jonas')
  await connectBank(jonas, failing, 'Jonas')
  expect(outcomeOf(await look(), failing)).toMatchObject({ status: 'ok' })
})
