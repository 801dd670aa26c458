import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallLimit } from '@skrin/shared/api/banks'
import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import type { BankCall } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestConnection, insertTestMember } from '../store/testRows.ts'
import { createCallBudget, readCallBudget } from './callBudget.ts'
import type { BudgetOwner } from './callBudget.ts'

const HOUR_MS = 3_600_000
const call: BankCall = {
  method: 'GET',
  path: '/accounts',
  query: [],
  operation: 'accounts',
  passThrough: true,
}
const hourly: CallLimit = { calls: 3, perSeconds: 3600, scope: 'client', when: 'always' }
const unattended: CallLimit = {
  calls: 4,
  perSeconds: 86_400,
  scope: 'operation',
  when: 'unattended',
}
const person = { ip: '127.0.0.1', userAgent: null }

let store: TestDatabase
let db: Database
let now = 1_700_000_000_000
const clock = { now: () => now }

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
  })
  afterEach(() => store.close())

  function owner(limits: CallLimit[], changes: Partial<BudgetOwner> = {}): BudgetOwner {
    return {
      id: 'connection-1' as ConnectionId,
      bank: 'bank1',
      clientId: 'client-1',
      blockedUntil: null,
      limits,
      ...changes,
    }
  }

  async function countAllowed(tries: number, reserve: () => Promise<void>): Promise<number> {
    let allowed = 0
    for (let tried = 0; tried < tries; tried++) {
      await reserve().then(
        () => allowed++,
        (error: unknown) => expect(error).toBeInstanceOf(BankError),
      )
    }
    return allowed
  }

  it('P7: does not count against the banks behind a service what it answers by itself', async () => {
    const budget = createCallBudget({ db, clock }, owner([unattended, hourly]), null)
    const answered: BankCall = { ...call, answeredBy: 'service' }

    // Half of the hourly limit, which is the bank client's at the service.
    expect(await countAllowed(9, () => budget.reserve(answered, {}))).toBe(2)
    now += 2 * HOUR_MS
    expect(await countAllowed(9, () => budget.reserve(answered, {}))).toBe(2)
    now += 2 * HOUR_MS
    expect(await countAllowed(9, () => budget.reserve(answered, {}))).toBe(2)
  })

  describe('P7: a bank client’s limit', () => {
    it('holds across connections, and frees up when the window has passed', async () => {
      const one = createCallBudget({ db, clock }, owner([hourly]), person)
      const other = createCallBudget(
        { db, clock },
        owner([hourly], { id: 'connection-2' as ConnectionId }),
        person,
      )

      await one.reserve(call, {})
      await other.reserve(call, {})
      expect(await countAllowed(5, () => one.reserve(call, {}))).toBe(1)

      now += HOUR_MS + 1
      expect(await countAllowed(5, () => other.reserve(call, {}))).toBe(3)
    })

    it('leaves half of it to people when nobody asks', async () => {
      const limit = { ...hourly, calls: 10 }
      const byItself = createCallBudget({ db, clock }, owner([limit]), null)
      const forPerson = createCallBudget({ db, clock }, owner([limit]), person)

      expect(await countAllowed(20, () => byItself.reserve(call, {}))).toBe(5)
      expect(await countAllowed(20, () => forPerson.reserve(call, {}))).toBe(5)
    })

    it('says when to come again', async () => {
      const budget = createCallBudget({ db, clock }, owner([{ ...hourly, calls: 1 }]), person)
      await budget.reserve(call, {})

      await expect(budget.reserve(call, {})).rejects.toMatchObject({
        code: 'bank_budget_spent',
        retryAt: new Date(now + HOUR_MS).toISOString(),
      })
      expect(await readCallBudget({ db, clock }, owner([{ ...hourly, calls: 1 }]))).toEqual({
        limit: 1,
        remaining: 0,
        perSeconds: 3600,
        nextAt: new Date(now + HOUR_MS).toISOString(),
      })
    })

    it('holds under parallel calls', async () => {
      const budget = createCallBudget({ db, clock }, owner([hourly]), person)

      const results = await Promise.allSettled(
        Array.from({ length: 20 }, () => budget.reserve(call, {})),
      )

      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    })
  })

  describe('P8: calls that nobody asked for', () => {
    it('are at most four in any 24 hours for each account and operation', async () => {
      const budget = createCallBudget({ db, clock }, owner([unattended]), null)
      let allowed = 0

      for (let hour = 0; hour < 24; hour++) {
        allowed += await countAllowed(3, () => budget.reserve(call, { id: 'account-1' }))
        now += HOUR_MS
      }

      expect(allowed).toBe(4)
      await budget.reserve(call, { id: 'account-2' })
    })

    it('do not limit the person at the screen', async () => {
      const budget = createCallBudget({ db, clock }, owner([unattended]), person)

      expect(await countAllowed(50, () => budget.reserve(call, { id: 'account-1' }))).toBe(50)
    })
  })

  it('P7: keeps quiet as long as the bank’s Retry-After asks for', async () => {
    const budget = createCallBudget({ db, clock }, owner([]), person)
    const retryAt = toInstant(now + 60_000)
    await budget.noteRefusal(new BankError('bank_rate_limited', { retryAt }))

    await expect(budget.reserve(call, {})).rejects.toMatchObject({
      code: 'bank_rate_limited',
      retryAt,
    })
    now += 60_001
    await budget.reserve(call, {})
  })

  it('P7: keeps quiet for the longest of several refusals, in this process and the next', async () => {
    const id = 'connection-1' as ConnectionId
    const member = 'ingrid' as MemberId
    await insertTestMember(db, member)
    await insertTestConnection(db, { id, member, bank: 'bank1' })
    const budget = createCallBudget({ db, clock }, owner([]), person)
    const refusal = (seconds: number) =>
      new BankError('bank_rate_limited', { retryAt: toInstant(now + seconds * 1000) })
    await budget.noteRefusal(refusal(600))
    await budget.noteRefusal(refusal(60))

    const { blocked_until: blockedUntil } = await db
      .selectFrom('connections')
      .select('blocked_until')
      .executeTakeFirstOrThrow()
    expect(blockedUntil).toBe(now + 600_000)
    now += 61_000
    await expect(budget.reserve(call, {})).rejects.toMatchObject({ code: 'bank_rate_limited' })
  })
})
