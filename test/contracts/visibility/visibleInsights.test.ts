import { listOpenAccounts } from '@skrin/bff/accounts/visibleAccounts'
import type { Database } from '@skrin/bff/store/database'
import { engines, openTestDatabase } from '@skrin/bff/store/testDatabase'
import type { TestDatabase } from '@skrin/bff/store/testDatabase'
import { annotate } from '@skrin/bff/understanding/annotate'
import { findTransaction } from '@skrin/bff/accounts/listTransactions'
import { createCategorise } from '@skrin/bff/understanding/categorise'
import { describeBalance } from '@skrin/bff/understanding/insights/describeBalance'
import { describeCategories } from '@skrin/bff/understanding/insights/describeCategories'
import { describeChanges } from '@skrin/bff/understanding/insights/describeChanges'
import { describeFlow } from '@skrin/bff/understanding/insights/describeFlow'
import { describeRecurring } from '@skrin/bff/understanding/recurring/describeRecurring'
import { createMatchTransfers } from '@skrin/bff/understanding/transfers/matchTransfers'
import type { FlowSum } from '@skrin/shared/api/insights'
import type { Transaction } from '@skrin/shared/api/transactions'
import { parseLocalDate } from '@skrin/shared/dates'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { households, questions } from './household.ts'
import type { Question, Told } from './household.ts'
import { expectFigures, levelOf } from './oracle.ts'
import { NOW, saveHousehold, toAccountId, toPersonId } from './saveHousehold.ts'

const clock = { now: () => NOW }
const runs = { sqlite: 60, postgres: 10 }
const today = parseLocalDate('2026-01-15')
const period = { from: parseLocalDate('2026-01-01'), to: today }

/** One figure, so that many rows are each other's other side, and texts that are no shop's. */
const alike: fc.Arbitrary<Told[]> = households.map((household) =>
  household.map((told) => ({
    ...told,
    rows: told.rows.map((row) => ({
      ...row,
      minor: row.minor < 0 ? -500 : 500,
      word: 'rent' as const,
    })),
  })),
)

describe.each(engines)('what the transactions tell a viewer, on %s', (engine) => {
  let store: TestDatabase
  let db: Database
  beforeAll(async () => {
    store = await openTestDatabase(engine)
    db = store.db
  })
  afterAll(() => store.close())

  async function save(household: readonly Told[]): Promise<void> {
    await saveHousehold(db, household)
    const rows = await db.selectFrom('transactions').select('id').orderBy('id').execute()
    const ids = rows.map(({ id }) => id)
    await createCategorise(db)(ids)
    await createMatchTransfers({ db, clock })(ids)
  }

  it('H1: is to the minor unit what they see, moves between accounts apart', async () => {
    let moves = 0
    await fc.assert(
      fc.asyncProperty(alike, questions, async (household, question) => {
        const plain = { ...question, word: null }
        await save(household)

        const { flow, categories } = await look(db, plain)

        const expected = expectFigures(household, plain)
        const all = [...flow.sums, ...flow.transfers]
        expect(addUp(all, 'in')).toEqual(expected.in)
        expect(addUp(all, 'out')).toEqual(expected.out)
        expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(expected.count)
        const parts = categories.categories.map(({ sums }) => sums)
        const months = categories.categories.flatMap((one) => one.months.map(({ sums }) => sums))
        for (const side of ['in', 'out'] as const) {
          expect(addUp(parts, side)).toEqual(addUp(flow.sums, side))
          expect(addUp(months, side)).toEqual(addUp(flow.sums, side))
        }
        moves += flow.transfers.length
      }),
      { numRuns: runs[engine] },
    )
    // Or the households had nothing to be wrong about; too few are run on the other engine to be sure.
    if (engine === 'sqlite') expect(moves).toBeGreaterThan(0)
  })

  it('H1: is the same to the byte, whatever happens to accounts that they do not see', async () => {
    await fc.assert(
      fc.asyncProperty(alike, alike, questions, async (household, others, question) => {
        const isSeen = (told: Told) => levelOf(told, question.viewer) !== null
        await save(household)
        const before = await look(db, question)
        const changed = household.map((told, index) => {
          if (isSeen(told)) return told
          const other = others[index % others.length] ?? told
          const { person, connection, left, shares } = told
          return { ...other, person, connection, left, shares }
        })
        await save(changed)

        expect(await look(db, question)).toEqual(before)
      }),
      { numRuns: runs[engine] },
    )
  })

  it('H1: leaves out the two sides of a move, and nothing but such', async () => {
    await fc.assert(
      fc.asyncProperty(alike, questions, async (household, question) => {
        await save(household)
        const { transactions, flow } = await look(db, {
          ...question,
          view: 'household',
          member: null,
        })

        const byId = new Map(transactions.map((row) => [row.id, row]))
        for (const row of transactions.filter(({ transfer }) => transfer !== null)) {
          const other = row.transfer && byId.get(row.transfer.other)
          expect(other?.transfer?.other).toBe(row.id)
          expect(other?.amount.minor).toBe(-row.amount.minor)
          expect(other?.account).not.toBe(row.account)
        }
        for (const sum of flow.transfers) expect(sum.in.minor + sum.out.minor).toBe(0)
      }),
      { numRuns: runs[engine] / 2 },
    )
  })
})

async function look(db: Database, { viewer: person, view, member, scope }: Question) {
  const viewer = {
    member: toPersonId(person),
    scope:
      scope &&
      new Map(
        scope.flatMap((level, index) =>
          level === undefined ? [] : [[toAccountId(index), level] as const],
        ),
      ),
  }
  const filter = { view, ...(member !== null && { member: [toPersonId(member)] }) }
  const open = await listOpenAccounts(db, viewer)
  const asked = await listOpenAccounts(db, viewer, filter)
  const question = { scope: { open, asked }, period, converter: null }
  return {
    flow: await describeFlow(db, question),
    categories: await describeCategories(db, question),
    changes: await describeChanges(db, question.scope, period),
    balance: await describeBalance(db, { accounts: asked, period, today, converter: null }),
    recurring: await describeRecurring(db, {
      scope: question.scope,
      member: viewer.member,
      today,
    }),
    transactions: await listAll(db, open),
  }
}

async function listAll(db: Database, open: Parameters<typeof annotate>[1]): Promise<Transaction[]> {
  const rows = await db.selectFrom('transactions').select('id').orderBy('id').execute()
  const found: Transaction[] = []
  for (const { id } of rows) {
    const one = await findTransaction(db, open, id)
    if (one) found.push(one.transaction)
  }
  return annotate(db, open, found)
}

function addUp(sums: readonly FlowSum[], side: 'in' | 'out'): Record<string, number> {
  const all = new Map<string, number>()
  for (const { [side]: money } of sums)
    all.set(money.currency, (all.get(money.currency) ?? 0) + money.minor)
  const told = [...all].filter(([, sum]) => sum !== 0)
  return Object.fromEntries(told.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
