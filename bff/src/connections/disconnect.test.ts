import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import { createSealer } from '../auth/sealing.ts'
import { createVault } from '../auth/vault.ts'
import type { Vault } from '../auth/vault.ts'
import type { Bank } from '../banks/bank.ts'
import { sparebank1 } from '../banks/sparebank1/sparebank1.ts'
import { readConfig } from '../config/readConfig.ts'
import { program } from '../household/accessLog.ts'
import { createLog } from '../log.ts'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestConnection, insertTestMember } from '../store/testRows.ts'
import { createBankAccess } from './bankAccess.ts'
import type { BankAccess } from './bankAccess.ts'
import { findConnectionRow } from './connectionRows.ts'
import { disconnect } from './disconnect.ts'

const member = 'ingrid' as MemberId
const id = 'connection-1' as ConnectionId
const clock = { now: () => 1_700_000_000_000 }
const log = createLog('silent')

let store: TestDatabase
let db: Database
let vault: Vault
let access: BankAccess
let endConsent: () => Promise<void>

const bank: Bank = {
  ...sparebank1,
  auth: {
    ...sparebank1.auth,
    consent: {
      start: () => Promise.reject(new Error('not part of this')),
      fetch: () => Promise.reject(new Error('not part of this')),
      end: () => endConsent(),
    },
  },
}

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    vault = createVault(db, createSealer(randomBytes(32), 'vault'))
    const settings = readConfig({}, [bank])
    if (!settings.ok) throw new Error(settings.problems.join())
    const banks = new Map([[bank.manifest.id, bank]])
    const bankClientSealer = createSealer(randomBytes(32), 'bank client')
    access = createBankAccess({ ...settings, clock, log, db, vault, bankClientSealer, banks })
    await insertTestMember(db, member)
    await insertTestConnection(db, { id, member, bank: bank.manifest.id })
    await vault.put(
      { connection: id, member },
      {
        accessToken: 'access-token-1',
        usableUntil: clock.now() + 60_000,
        refreshToken: null,
        consentId: 'consent-1',
      },
    )
  })
  afterEach(async () => {
    await access.close()
    await store.close()
  })

  async function disconnectIt() {
    const row = await findConnectionRow(db, member, id)
    if (!row) throw new Error('no connection')
    return disconnect({ db, clock, log, vault, access }, row, { deleteHistory: false, by: program })
  }

  it('ends the consent at the bank and forgets the grant', async () => {
    endConsent = () => Promise.resolve()

    expect(await disconnectIt()).toEqual({ disconnected: true, atBank: 'revoked' })
    expect(await vault.read(id)).toBeNull()
    expect(await findConnectionRow(db, member, id)).toBeUndefined()
  })

  it('forgets the grant also when our own code breaks on the way to the bank', async () => {
    endConsent = () => Promise.reject(new TypeError('a defect'))

    await expect(disconnectIt()).rejects.toThrow('a defect')
    expect(await vault.read(id)).toBeNull()
    expect(await findConnectionRow(db, member, id)).toBeUndefined()
  })
})
