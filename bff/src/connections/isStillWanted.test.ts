import type { MemberId } from '@skrin/shared/brand'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestMember } from '../store/testRows.ts'
import { isStillWanted } from './isStillWanted.ts'

const owner = { member: 'ingrid' as MemberId, bank: 'seb', sessionHash: 'session-1' }
const off = { status: 'working', transfers_at: null } as const
const on = { status: 'working', transfers_at: 1 } as const

let store: TestDatabase

beforeEach(async () => {
  store = await openTestDatabase('sqlite')
  await insertTestMember(store.db, owner.member)
})
afterEach(() => store.close())

/** An attempt that was claimed a moment ago: its code is being redeemed. */
async function begin({ bank, sessionHash }: Pick<typeof owner, 'bank' | 'sessionHash'>) {
  await store.db
    .insertInto('connect_attempts')
    .values({
      id_hash: `attempt at ${bank} in ${sessionHash}`,
      member_id: owner.member,
      session_hash: sessionHash,
      bank,
      sealed: '',
      expires_at: 2,
      used_at: 1,
    })
    .execute()
}

it('M2: keeps on what is on, and turns on for who is just coming back', async () => {
  expect(await isStillWanted(store.db, owner, on)).toBe(true)
  expect(await isStillWanted(store.db, owner, off)).toBe(false)

  await begin(owner)

  expect(await isStillWanted(store.db, owner, off)).toBe(true)
})

it('M2: stays off when it was turned off while the code was being redeemed', async () => {
  await begin(owner)
  await store.db.deleteFrom('connect_attempts').execute()

  expect(await isStillWanted(store.db, owner, off)).toBe(false)
})

it('M2: is not turned on by an attempt elsewhere, or for what is not connected', async () => {
  await begin({ ...owner, bank: 'aritma' })
  await begin({ ...owner, sessionHash: 'session-2' })

  expect(await isStillWanted(store.db, owner, off)).toBe(false)
  await begin(owner)
  expect(await isStillWanted(store.db, owner, { ...on, status: 'disconnected' })).toBe(false)
  expect(await isStillWanted(store.db, owner, undefined)).toBe(false)
})
