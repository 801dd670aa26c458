import { describeAccounts } from '@skrin/bff/accounts/describeAccounts'
import { listTransactions } from '@skrin/bff/accounts/listTransactions'
import { listVisibleAccounts } from '@skrin/bff/accounts/visibleAccounts'
import { findTotals } from '@skrin/bff/find/findTotals'
import { resolveFind } from '@skrin/bff/find/resolveFind'
import type { Database } from '@skrin/bff/store/database'
import { engines, openTestDatabase } from '@skrin/bff/store/testDatabase'
import type { TestDatabase } from '@skrin/bff/store/testDatabase'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { households, questions } from './household.ts'
import type { Question, Told } from './household.ts'
import { expectFigures, levelOf } from './oracle.ts'
import type { Figures } from './oracle.ts'
import { NOW, saveHousehold, toAccountId, toPersonId } from './saveHousehold.ts'

const clock = { now: () => NOW }
const runs = { sqlite: 150, postgres: 25 }

describe.each(engines)('what a viewer is told, on %s', (engine) => {
  let store: TestDatabase
  let db: Database
  beforeAll(async () => {
    store = await openTestDatabase(engine)
    db = store.db
  })
  afterAll(() => store.close())

  it('H1: adds up to what the household shows them, whoever shares and observes what, in person and through a token', async () => {
    await fc.assert(
      fc.asyncProperty(households, questions, async (household, question) => {
        await saveHousehold(db, household)

        expect(toFigures(await look(db, question))).toEqual(expectFigures(household, question))
      }),
      { numRuns: runs[engine] },
    )
  })

  it('H1: is the same to the byte, whatever happens to accounts that they do not see', async () => {
    await fc.assert(
      fc.asyncProperty(households, households, questions, async (household, others, question) => {
        const isSeen = (told: Told) => levelOf(told, question.viewer) !== null
        await saveHousehold(db, household)
        const before = await look(db, question)
        // Ids are of the place in the list: everybody's stay where they were.
        const changed = household.map((told, index) =>
          isSeen(told) ? told : { ...others[index % others.length], ...hiddenFrom(told) },
        )
        await saveHousehold(db, changed as Told[])

        expect(await look(db, question)).toEqual(before)
      }),
      { numRuns: runs[engine] },
    )
  })

  it('H2: is nothing of others once nothing is shared any more', async () => {
    await fc.assert(
      fc.asyncProperty(households, questions, async (household, question) => {
        const unshared = household.map((told) => ({ ...told, shares: {} }))
        await saveHousehold(db, household)
        await db.deleteFrom('shares').execute()

        expect(toFigures(await look(db, question))).toEqual(expectFigures(unshared, question))
      }),
      { numRuns: runs[engine] },
    )
  })
})

/** Of the same connection, and shared with whom it was. */
function hiddenFrom({
  person,
  connection,
  left,
  shares,
}: Told): Pick<Told, 'person' | 'connection' | 'left' | 'shares'> {
  return { person, connection, left, shares }
}

async function look(db: Database, { viewer: person, view, member, word, scope }: Question) {
  const viewer = { member: toPersonId(person), scope: scope && toScope(scope) }
  const filter = { view, ...(member !== null && { member: [toPersonId(member)] }) }
  const query = { ...filter, limit: 3, ...(word !== null && { q: word }) }
  const accounts = await listVisibleAccounts(db, viewer, filter)
  const find = await resolveFind({ db, clock, banks: new Map() }, viewer, query)
  const page = await listTransactions(db, find, query)
  const totals = await findTotals(db, find)
  return { accounts: await describeAccounts({ db, clock }, accounts), page, totals }
}

function toScope(levels: NonNullable<Question['scope']>) {
  return new Map(
    levels.flatMap((level, index) => (level === undefined ? [] : [[toAccountId(index), level]])),
  )
}

function toFigures({ accounts, totals }: Awaited<ReturnType<typeof look>>): Figures {
  const { count, sums } = totals
  const counted = accounts.filter(({ connected, closed }) => connected && !closed)
  const balances = counted.flatMap(({ balance }) => balance ?? [])
  return {
    balances: addUp(balances),
    accounts: accounts.length,
    count,
    in: addUp(sums.map((sum) => sum.in)),
    out: addUp(sums.map((sum) => sum.out)),
  }
}

function addUp(amounts: readonly { minor: number; currency: string }[]): Record<string, number> {
  const sums = new Map<string, number>()
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor)
  const told = [...sums].filter(([, sum]) => sum !== 0)
  return Object.fromEntries(told.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
