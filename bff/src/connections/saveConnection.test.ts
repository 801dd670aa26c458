import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import { createSealer } from '../auth/sealing.ts'
import { createVault } from '../auth/vault.ts'
import type { Vault } from '../auth/vault.ts'
import { createBankTransport } from '../banks/bankTransport.ts'
import type { BankTransport } from '../banks/bankTransport.ts'
import { sparebank1 } from '../banks/sparebank1/sparebank1.ts'
import { createLog } from '../log.ts'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestMember } from '../store/testRows.ts'
import { listConnectionRows, markReconnectNeeded, noteAsked } from './connectionRows.ts'
import { saveConnection } from './saveConnection.ts'
import type { NewConnection } from './saveConnection.ts'

const ingrid = 'ingrid' as MemberId
const jonas = 'jonas' as MemberId
const [choice] = sparebank1.manifest.choices
const [bankOfChoice, otherBank] = choice?.options ?? []
const chosen = { [choice?.name ?? '']: bankOfChoice?.value ?? '' }

let store: TestDatabase
let db: Database
let vault: Vault
let transport: BankTransport
let now = 1_700_000_000_000
const log = createLog('silent')
const clock = { now: () => now }

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    vault = createVault(db, createSealer(randomBytes(32), 'vault'))
    transport = createBankTransport()
    await insertTestMember(db, ingrid)
    await insertTestMember(db, jonas)
  })
  afterEach(async () => {
    await transport.close()
    await store.close()
  })

  function connection(
    accessToken: string,
    {
      member = ingrid,
      choices = chosen,
      renew = null,
    }: { member?: MemberId; choices?: Record<string, string>; renew?: ConnectionId | null } = {},
  ): NewConnection {
    const config = { authUrl: 'https://auth.example', apiUrl: 'https://api.example', settings: {} }
    return {
      owner: { member, bank: 'sparebank1', sessionHash: 'session-1' },
      line: { bank: sparebank1, config, transport },
      aim: { choices, label: null, renew, client: 'household', purpose: 'reading' },
      grant: {
        accessToken,
        usableUntil: now + 60_000,
        refreshToken: 'refresh-token-1',
        consentId: null,
        renewBy: null,
      },
    }
  }

  const save = (value: NewConnection) => saveConnection({ db, clock, log, vault }, value)
  const tokenOf = async (id: ConnectionId) => (await vault.read(id))?.grant?.accessToken

  describe('a fresh grant', () => {
    it('becomes a connection with the name of what was chosen', async () => {
      const id = await save(connection('access-token-1'))

      expect(await listConnectionRows(db, ingrid)).toMatchObject([
        { id, status: 'working', label: bankOfChoice?.label },
      ])
      expect(await tokenOf(id)).toBe('access-token-1')
    })

    it('goes into the connection that is there for the same choices, also when two come at once', async () => {
      const ids = await Promise.all([
        save(connection('access-token-1')),
        save(connection('access-token-2')),
      ])

      expect(new Set(ids).size).toBe(1)
      expect(await listConnectionRows(db, ingrid)).toHaveLength(1)
    })

    it('makes another connection for another choice and for another member', async () => {
      const other = { [choice?.name ?? '']: otherBank?.value ?? '' }
      await save(connection('access-token-1'))
      await save(connection('access-token-2', { choices: other }))
      await save(connection('access-token-3', { member: jonas }))

      expect(await listConnectionRows(db, ingrid)).toHaveLength(2)
      expect(await listConnectionRows(db, jonas)).toHaveLength(1)
    })

    it('H1: renews nobody else’s connection', async () => {
      const id = await save(connection('access-token-1'))

      const stolen = save(connection('access-token-2', { member: jonas, renew: id }))

      await expect(stolen).rejects.toMatchObject({ code: 'not_found' })
      expect(await tokenOf(id)).toBe('access-token-1')
      expect(await listConnectionRows(db, jonas)).toEqual([])
    })

    it('brings a connection back that was given up', async () => {
      const id = await save(connection('access-token-1'))
      await db.updateTable('connections').set({ status: 'disconnected' }).execute()

      expect(await save(connection('access-token-2'))).toBe(id)
      expect(await listConnectionRows(db, ingrid)).toMatchObject([{ id, status: 'working' }])
    })

    it('does not lift the quiet that the bank asked for', async () => {
      const id = await save(connection('access-token-1'))
      await db
        .updateTable('connections')
        .set({ blocked_until: now + 60_000 })
        .execute()
      await save(connection('access-token-2', { renew: id }))

      expect(await listConnectionRows(db, ingrid)).toMatchObject([{ blocked_until: now + 60_000 }])
    })
  })

  describe('what came of asking with an older grant', () => {
    it('does not say of the new one that it is dead', async () => {
      await save(connection('access-token-1'))
      const [asked] = await listConnectionRows(db, ingrid)
      now += 1000
      await save(connection('access-token-2'))
      if (asked) await markReconnectNeeded(db, asked)
      if (asked) await noteAsked(db, asked, { askedAt: now, problem: 'reconnect_needed' })

      expect(asked).toBeDefined()
      expect(await listConnectionRows(db, ingrid)).toMatchObject([
        { status: 'working', problem: null },
      ])
    })

    it('does not replace the grant of a connection that was given up and made anew', async () => {
      const id = await save(connection('access-token-1'))
      const before = await vault.read(id)
      await db.deleteFrom('vault').execute()
      await save(connection('access-token-2'))
      const late = {
        accessToken: 'late-token',
        usableUntil: now,
        refreshToken: null,
        consentId: null,
      }

      expect(before).not.toBeNull()
      expect(await vault.replace(id, late, { generation: before?.generation ?? -1 })).toBe(false)
      expect(await tokenOf(id)).toBe('access-token-2')
    })
  })
})
