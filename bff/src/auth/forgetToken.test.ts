import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestConnection, insertTestMember } from '../store/testRows.ts'
import { forgetToken, FORGOTTEN_TOKEN } from './forgetToken.ts'
import { createSealer } from './sealing.ts'
import { createVault } from './vault.ts'
import type { Vault } from './vault.ts'

const member = 'ingrid' as MemberId
const id = 'connection-1' as ConnectionId
const now = 1_700_000_000_000
const clock = { now: () => now }
const grant = {
  accessToken: 'access-token-1',
  usableUntil: now + 60_000,
  refreshToken: 'refresh-token-1',
  consentId: 'consent-1',
}

let store: TestDatabase
let vault: Vault

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    vault = createVault(store.db, createSealer(randomBytes(32), 'vault'))
    await insertTestMember(store.db, member)
    await insertTestConnection(store.db, { id, member, bank: 'aritma' })
    await vault.put({ connection: id, member }, grant)
  })
  afterEach(() => store.close())

  it('lets go of the access token and keeps the rest', async () => {
    expect(await forgetToken({ vault, clock }, id)).toBe(true)

    const row = await vault.read(id)
    expect(row?.grant).toEqual({ ...grant, accessToken: FORGOTTEN_TOKEN, usableUntil: 0 })
    expect(await vault.takeLease(id, { holder: 'next', now, untilMs: now + 1 })).toBe(true)
  })

  it('M2: waits for a refresh that is under way, and lets go of what it brought', async () => {
    const { generation = 0 } = (await vault.read(id)) ?? {}
    await vault.takeLease(id, { holder: 'refresher', now, untilMs: now + 60_000 })

    const forgetting = forgetToken({ vault, clock }, id)
    await delay(100)
    await vault.replace(id, { ...grant, accessToken: 'access-token-2' }, { generation })
    const meanwhile = (await vault.read(id))?.grant?.accessToken
    await vault.releaseLease(id, 'refresher')

    expect(await forgetting).toBe(true)
    expect(meanwhile).toBe('access-token-2')
    expect((await vault.read(id))?.grant?.accessToken).toBe(FORGOTTEN_TOKEN)
  })

  it('has nothing to let go of where the connection was given up', async () => {
    await vault.takeLease(id, { holder: 'refresher', now, untilMs: now + 60_000 })
    const forgetting = forgetToken({ vault, clock }, id)
    await delay(60)
    await store.db.deleteFrom('vault').execute()

    expect(await forgetting).toBe(true)
  })
})
