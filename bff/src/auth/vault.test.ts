import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestConnection, insertTestMember } from '../store/testRows.ts'
import { createSealer } from './sealing.ts'
import { createVault } from './vault.ts'
import type { Grant, Vault } from './vault.ts'

const member = 'ingrid' as MemberId
const connection = 'connection-1' as ConnectionId
const key = randomBytes(32)
const grant = (accessToken: string): Grant => ({
  accessToken,
  usableUntil: 1_700_000_000_000,
  refreshToken: 'refresh-token-1',
  consentId: null,
})

describe.each(engines)('the vault on %s', (engine) => {
  let store: TestDatabase
  let db: Database
  let vault: Vault
  /** The same vault, as another replica has it. */
  let elsewhere: Vault

  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    vault = createVault(db, createSealer(key, 'vault'))
    elsewhere = createVault(await store.open(), createSealer(key, 'vault'))
    await insertTestMember(db, member)
    await insertTestConnection(db, { id: connection, member, bank: 'bank1' })
  })
  afterEach(() => store.close())

  const put = (accessToken: string) => vault.put({ connection, member }, grant(accessToken))
  const generation = async () => (await vault.read(connection))?.generation ?? Number.NaN

  it('gives what was put in, at once and everywhere', async () => {
    expect(await elsewhere.read(connection)).toBeNull()
    await put('access-token-1')
    expect((await elsewhere.read(connection))?.grant).toEqual(grant('access-token-1'))
    await put('access-token-2')
    expect((await elsewhere.read(connection))?.grant).toEqual(grant('access-token-2'))
  })

  it('keeps no token in the open', async () => {
    await put('access-token-1')

    const rows = JSON.stringify(await db.selectFrom('vault').selectAll().execute())
    expect(rows).toContain(connection)
    expect(rows).not.toMatch(/access-token|refresh-token/)
  })

  it('lets one of two replace a grant that both have read', async () => {
    await put('access-token-1')
    const expected = { generation: await generation() }

    const results = await Promise.all([
      vault.replace(connection, grant('access-token-2'), expected),
      elsewhere.replace(connection, grant('access-token-3'), expected),
    ])

    expect(results.filter(Boolean)).toHaveLength(1)
    const kept = (await vault.read(connection))?.grant?.accessToken
    expect(kept).toBe(results[0] ? 'access-token-2' : 'access-token-3')
  })

  it('does not let a late answer replace the grant of a new consent', async () => {
    await put('access-token-1')
    const expected = { generation: await generation() }
    await put('access-token-of-new-consent')

    expect(await elsewhere.replace(connection, grant('access-token-2'), expected)).toBe(false)
    expect((await vault.read(connection))?.grant?.accessToken).toBe('access-token-of-new-consent')
  })

  it('does not let a late answer into a row that was made anew', async () => {
    await put('access-token-1')
    const before = { generation: await generation() }
    await db.deleteFrom('vault').execute()
    expect(await vault.replace(connection, grant('access-token-2'), before)).toBe(false)
    await put('access-token-3')

    expect(await vault.replace(connection, grant('access-token-2'), before)).toBe(false)
  })

  it('has one holder of the lease at a time, until it is released or runs out', async () => {
    await put('access-token-1')
    const take = (by: Vault, holder: string, now: number) =>
      by.takeLease(connection, { holder, now, untilMs: now + 10 })

    const both = await Promise.all([take(vault, 'a', 0), take(elsewhere, 'b', 0)])
    const [holder, other] = both[0] ? (['a', 'b'] as const) : (['b', 'a'] as const)

    expect(both.filter(Boolean)).toHaveLength(1)
    expect(await take(vault, holder, 5)).toBe(true)
    expect(await take(elsewhere, other, 14)).toBe(false)
    expect(await take(elsewhere, other, 15)).toBe(true)
    await vault.releaseLease(connection, holder)
    expect(await take(vault, holder, 20)).toBe(false)
    await elsewhere.releaseLease(connection, other)
    expect(await take(vault, holder, 20)).toBe(true)
  })

  it('leaves nobody a lease where there is no grant', async () => {
    const lease = { holder: 'a', now: 0, untilMs: 10 }

    expect(await vault.takeLease(connection, lease)).toBe(false)
  })
})
