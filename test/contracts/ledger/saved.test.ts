import { saveTransactions } from '@skrin/bff/accounts/saveTransactions'
import type { Database } from '@skrin/bff/store/database'
import { engines, openTestDatabase } from '@skrin/bff/store/testDatabase'
import type { TestDatabase } from '@skrin/bff/store/testDatabase'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestMember,
} from '@skrin/bff/store/testRows'
import type { AccountId, ConnectionId, MemberId } from '@skrin/shared/brand'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetches, namings, purchases, toLines, visit } from './bankHistory.ts'
import type { Visit } from './bankHistory.ts'
import { toRowLine } from './memoryLedger.ts'

const runs = { sqlite: 150, postgres: 50 }
const connection = 'connection-1' as ConnectionId

describe.each(engines)('what is kept of a bank, on %s', (engine) => {
  let store: TestDatabase
  let db: Database
  let made = 0
  beforeAll(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    const member = 'ingrid' as MemberId
    await insertTestMember(db, member)
    await insertTestConnection(db, { id: connection, member, bank: 'bank1' })
  })
  afterAll(() => store.close())

  const save = (id: AccountId, { at, fetched }: Visit) =>
    saveTransactions(db, { id, askedAt: at, timeZone: 'Europe/Oslo' }, fetched)
  const readLedger = async (id: AccountId) => {
    const rows = await db
      .selectFrom('transactions')
      .selectAll()
      .where('account_id', '=', id)
      .orderBy('id')
      .execute()
    const told = await db
      .selectFrom('observations')
      .selectAll()
      .where('account_id', '=', id)
      .orderBy('id')
      .execute()
    return { rows, told }
  }

  it(
    'ends with the truth, keeps all that was told, and changes nothing when it comes again',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(purchases, fetches, namings, async (purchased, fetched, naming) => {
          const id = `account-${made++}` as AccountId
          await insertTestAccount(db, { id, connection, bank: 'bank1' })
          const visits = visit(purchased, fetched, naming)
          for (const one of visits) await save(id, one)
          const ledger = await readLedger(id)
          const last = visits.at(-1)
          if (last) expect(await save(id, last)).toEqual({ added: [], changed: [] })

          const shown = ledger.rows.filter(({ state }) => state === 'shown')
          expect(shown.map(toRowLine).sort()).toEqual(last && toLines(last.fetched))
          const told = new Set(ledger.told.map(toRowLine))
          for (const one of visits)
            for (const line of toLines(one.fetched)) expect(told).toContain(line)
          expect(await readLedger(id)).toEqual(ledger)
        }),
        { numRuns: runs[engine] },
      )
    },
  )
})
