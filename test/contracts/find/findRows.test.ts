import { listTransactions } from '@skrin/bff/accounts/listTransactions'
import { findRows } from '@skrin/bff/find/findRows'
import { findTotals } from '@skrin/bff/find/findTotals'
import { refreshNoteWords } from '@skrin/bff/find/noteWords'
import { resolveFind } from '@skrin/bff/find/resolveFind'
import { toSearchedText } from '@skrin/bff/find/toSearchedText'
import type { Database } from '@skrin/bff/store/database'
import { engines, openTestDatabase } from '@skrin/bff/store/testDatabase'
import type { TestDatabase } from '@skrin/bff/store/testDatabase'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestMember,
  insertTestTransaction,
} from '@skrin/bff/store/testRows'
import type {
  AccountId,
  CategoryId,
  ConnectionId,
  Currency,
  MemberId,
  TransactionId,
} from '@skrin/shared/brand'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor } from '@skrin/shared/money'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as oracle from './findOracle.ts'
import type { OraclePiece, OracleRow } from './findOracle.ts'

const ingrid = 'ingrid' as MemberId
const jonas = 'jonas' as MemberId
const today = parseLocalDate('2026-03-25')
const clock = { now: () => Date.parse(`${today}T12:00:00Z`) }
const kr = 'NOK' as Currency
/** Rare and common words, with accents and punctuation; the joint account is told of by both. */
const texts = ['Rema 1000 Oslo', 'REMA-1000 Bergen', 'Åpent Bakeri', 'Kiwi, Ås', 'H&M Oslo', "L'Ø"]
const accounts = ['own', 'shared', 'private', 'jointHers', 'jointHis'] as const
/** Of the joint account hers is whole from this day on, and before it his is. */
const hersFrom = addDays(today, -20)

const row = fc.record({
  account: fc.constantFrom(...accounts),
  back: fc.nat({ max: 60 }),
  pending: fc.boolean(),
  minor: fc.constantFrom(-124_950, -50_000, -3_999, 0, 50_000, 2_500_000),
  text: fc.constantFrom(...texts),
  note: fc.option(fc.constantFrom('Gave til mor', 'åpen regning')),
  tags: fc.subarray(['Hytta', 'bil & båt']),
  category: fc.option(fc.constantFrom('groceries', 'travel')),
  state: fc.constantFrom('shown', 'shown', 'shown', 'withdrawn', 'deleted'),
})
const piece = fc.constantFrom<OraclePiece[]>(
  ...['rema', 'REM', 'apent', 'Å', 'gave', 'hyt', 'bergen', 'nothing'].map(oracle.word),
  ...['rema 1000', 'apent bakeri', '1000 rema'].map(oracle.phrase),
  oracle.amount('1 249,50', 124_950),
  oracle.over(500),
  oracle.month('2026-03'),
  oracle.month('2026-02'),
  ...['groceries', 'none'].map(oracle.category),
  oracle.tag('hytta'),
  oracle.note('gave'),
  ...oracle.facts,
)
const search = fc.array(
  fc.tuple(piece, fc.boolean()).map(([one, negated]) => (negated ? oracle.not(one) : one)),
  { maxLength: 3 },
)
const runs = { sqlite: 25, postgres: 6 }
const SEARCHES = 8

describe.each(engines)('on %s', (engine) => {
  let store: TestDatabase
  let db: Database
  beforeAll(async () => {
    store = await openTestDatabase(engine)
    db = store.db
  })
  afterAll(() => store.close())

  it('a search finds, page by page and in sum, what going through everything finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 20, maxLength: 60 }),
        fc.array(search, { minLength: SEARCHES, maxLength: SEARCHES }),
        async (made, searches) => {
          const rows = await save(db, made)
          for (const pieces of searches) {
            const q = pieces.map(({ typed }) => typed).join(' ')
            const expected = oracle.filterRows(rows.filter(isSeen), pieces)
            const found = await readAll(q)

            expect(found.ids.toSorted(), q).toEqual(expected.map(({ id }) => id).toSorted())
            expect(found.totals, q).toEqual(toTotals(expected))
            expect(found.byIndex, q).toEqual(found.ids)
          }
        },
      ),
      { numRuns: runs[engine] },
    )
  }, 60_000)

  async function readAll(q: string) {
    const viewer = { member: ingrid, scope: null }
    const find = await resolveFind({ db, clock, banks: new Map() }, viewer, { q })
    const ids: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listTransactions>> = await listTransactions(db, find, {
        limit: 7,
        ...(cursor !== null && { cursor }),
      })
      ids.push(...page.transactions.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== null)
    // As in a long history, where only a few of its rows are the newest.
    const byIndex = await findRows(db, find, { limit: 100, lookAt: 3 })
    return {
      ids,
      totals: await findTotals(db, find),
      byIndex: byIndex.map((one) => one.transaction_id),
    }
  }
})

/** What Ingrid sees: hers, what Jonas shares, and of the joint account each day from whoever is whole on it. */
function isSeen({ account, day, pending }: OracleRow): boolean {
  if (account === 'private') return false
  if (account === 'jointHers') return pending || day >= hersFrom
  return account !== 'jointHis' || (!pending && day < hersFrom)
}

function toTotals(rows: readonly OracleRow[]) {
  const sum = (minors: number[]) =>
    moneyFromMinor(
      minors.reduce((a, b) => a + b, 0),
      kr,
    )
  const minors = rows.map(({ minor }) => minor)
  const sums = [
    { in: sum(minors.filter((minor) => minor > 0)), out: sum(minors.filter((minor) => minor < 0)) },
  ]
  return { count: rows.length, sums: rows.length === 0 ? [] : sums }
}

type Made = typeof row extends fc.Arbitrary<infer Value> ? Value : never

async function save(db: Database, made: readonly Made[]): Promise<OracleRow[]> {
  await db.deleteFrom('members').execute()
  await saveAccounts(db)
  const rows = made.map(({ back, ...rest }, at): OracleRow => ({
    ...rest,
    id: `row-${at}`,
    day: addDays(today, -back),
  }))
  for (const one of rows) await saveRow(db, one)
  await refreshNoteWords(
    db,
    rows.map(({ id }) => id as TransactionId),
  )
  return rows
}

async function saveAccounts(db: Database): Promise<void> {
  for (const member of [ingrid, jonas]) {
    await insertTestMember(db, member)
    await insertTestConnection(db, { id: member as string as ConnectionId, member, bank: 'bank1' })
  }
  for (const name of accounts) {
    const id = name as string as AccountId
    const isHers = name === 'own' || name === 'jointHers'
    const connection = (isHers ? ingrid : jonas) as string as ConnectionId
    await insertTestAccount(db, { id, connection, bank: 'bank1' })
    if (!isHers && name !== 'private') {
      const share = { account_id: id, audience: 'household', level: 'transactions' as const }
      await db.insertInto('shares').values(share).execute()
    }
  }
  const joint = { identity: 'joint', transactions_at: 1, covered_from: addDays(today, -90) }
  await db
    .updateTable('accounts')
    .set(joint)
    .where('id', 'in', ['jointHers', 'jointHis'] as AccountId[])
    .execute()
  await db
    .updateTable('accounts')
    .set({ transactions_at: 2, covered_from: hersFrom })
    .where('id', '=', 'jointHers' as AccountId)
    .execute()
}

async function saveRow(db: Database, row: OracleRow): Promise<void> {
  const { text, note, minor, state } = row
  const id = row.id as TransactionId
  const amount = moneyFromMinor(minor, kr)
  await insertTestTransaction(
    db,
    { id, account_id: row.account as AccountId },
    {
      ...{ text, note, state, amount_minor: minor, booking_date: row.day },
      status: row.pending ? 'pending' : 'booked',
      category: row.category as CategoryId | null,
      search_text: toSearchedText({ text, bankText: '', counterparty: null, amount }),
    },
  )
  for (const tag of row.tags)
    await db.insertInto('transaction_tags').values({ transaction_id: id, tag }).execute()
}
