import type { AccountId, ConnectionId, MemberId, TransactionId } from '@skrin/shared/brand'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseUnavailableError } from '../store/databaseUnavailableError.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestMember,
  insertTestTransaction,
} from '../store/testRows.ts'
import { createFollowUps } from './followUps.ts'

const account = 'account' as AccountId
const first = 'first' as TransactionId
const second = 'second' as TransactionId

describe.each(engines)('follow-ups on %s', (engine) => {
  let opened: TestDatabase

  beforeEach(async () => {
    opened = await openTestDatabase(engine)
    const { db } = opened
    const [member, connection] = ['ingrid' as MemberId, 'connection' as ConnectionId]
    await insertTestMember(db, member)
    await insertTestConnection(db, { id: connection, member, bank: 'bank1' })
    await insertTestAccount(db, { id: account, connection, bank: 'bank1' })
    await insertTestTransaction(db, { id: first, account_id: account })
    await insertTestTransaction(db, { id: second, account_id: account })
  })

  afterEach(() => opened.close())

  it('meet each row once', async () => {
    const met: TransactionId[] = []
    const followUps = createFollowUps(opened.db, [
      async (ids) => {
        met.push(...ids)
        await Promise.resolve()
      },
    ])

    await followUps.run([account])
    await followUps.run()

    expect(met.sort()).toEqual([first, second])
  })

  it('meet a row again that changed under them', async () => {
    const met: number[] = []
    const followUps = createFollowUps(opened.db, [
      async (ids) => {
        met.push(ids.length)
        if (met.length > 1) return
        await opened.db
          .updateTable('transactions')
          .set(({ eb }) => ({ unfollowed: eb('unfollowed', '+', 1) }))
          .where('id', '=', second)
          .execute()
      },
    ])

    await followUps.run()
    await followUps.run()

    expect(met).toEqual([2, 1])
  })

  it('meet a row again that a step broke on, which holds up no other row', async () => {
    let isBroken = true
    const met: TransactionId[] = []
    const followUps = createFollowUps(opened.db, [
      async (ids) => {
        if (isBroken && ids.includes(first)) throw new Error('breaks on the first row')
        met.push(...ids)
        await Promise.resolve()
      },
    ])

    await expect(followUps.run()).rejects.toThrow('breaks on the first row')
    expect(met).toEqual([second])
    isBroken = false
    await followUps.run()

    expect(met).toEqual([second, first])
  })

  it('wait for a database that is away', async () => {
    let tries = 0
    const followUps = createFollowUps(opened.db, [
      () => {
        tries++
        return Promise.reject(new DatabaseUnavailableError('away'))
      },
    ])

    await expect(followUps.run()).rejects.toThrow(DatabaseUnavailableError)
    expect(tries).toBe(1)
  })

  it('begin nothing more once the program ends, and go on at its next start', async () => {
    const met: TransactionId[] = []
    const step = async (ids: readonly TransactionId[]) => {
      met.push(...ids)
      await Promise.resolve()
    }

    await createFollowUps(opened.db, [step], () => true).run()
    const atTheEnd = met.length
    await createFollowUps(opened.db, [step]).run()

    expect([atTheEnd, met.length]).toEqual([0, 2])
  })

  it('leave the rows of other accounts alone', async () => {
    const followUps = createFollowUps(opened.db, [() => Promise.reject(new Error('met one'))])

    await followUps.run(['another' as AccountId])
    await followUps.run([])

    expect(
      await opened.db.selectFrom('transactions').where('unfollowed', '>', 0).select('id').execute(),
    ).toHaveLength(2)
  })
})
