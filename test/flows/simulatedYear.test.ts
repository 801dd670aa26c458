import type { Database } from '@skrin/bff/store/database'
import { engines } from '@skrin/bff/store/testDatabase'
import type { LocalDate } from '@skrin/shared/brand'
import { localDateIn } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import type { FaultKind } from '../sandbox/kit/faults.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { createTestClock } from './harness/testClock.ts'
import { connectBank, startAtBank, visitCallback, walkBank } from './harness/walkBank.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const banks = ['sbanken', 'sparebank1'] as const
/** Days between two rounds; also longer than banks keep a reservation, and than the windows overlap. */
const pauses = [1, 2, 3, 5, 1, 9, 4, 2, 6, 40]
const faults: readonly (FaultKind | null)[] = [
  null,
  'partial',
  null,
  'server_error',
  'malformed',
  null,
  'reset',
  'changed_ids',
  'partial',
  null,
  'rate_limited',
]

describe.each(engines)('a year of banks that fail now and then, on %s', (engine) => {
  it('ends with every row once, to the øre', { timeout: 120_000 }, async () => {
    const clock = createTestClock(Date.parse('2026-01-15T11:00:00Z'))
    const sandbox = await startSandbox({ now: () => clock.now() })
    await using skrin = await startSkrin({
      engine,
      clock,
      env: { ...sandbox.env, SKRIN_SYNC: 'off' },
    })
    try {
      const from = today(clock.now())
      const ingrid = await skrin.signIn('Ingrid')
      for (const bank of banks) await connectBank(ingrid, bank, 'Ingrid')
      for (let day = 0, round = 0; day < 365; round++) {
        const pause = pauses[round % pauses.length] ?? 1
        clock.advance(pause * DAY_MS)
        day += pause
        await live(skrin, sandbox, round)
      }
      sandbox.faults.clear()
      clock.advance(DAY_MS)
      await ask(skrin)
      clock.advance(DAY_MS)

      expect(await ask(skrin)).toEqual(['ok', 'ok'])
      const shown = await readLines(skrin.context.db, from)
      expect(shown).toEqual(tellTruth(sandbox, { from, now: clock.now() }))
      expect(shown.length).toBeGreaterThan(1000)
      clock.advance(10 * MINUTE_MS)
      await ask(skrin)
      expect(await readLines(skrin.context.db, from)).toEqual(shown)
    } finally {
      await sandbox.close()
    }
  })
})

/** A fault strikes each bank once; not where tokens come from, where it can end a grant and a person must renew it. */
async function live(skrin: Skrin, sandbox: Sandbox, round: number): Promise<void> {
  const kind = faults[round % faults.length] ?? null
  const operation = round % 3 === 0 ? 'accounts' : 'transactions'
  if (kind !== null)
    for (const bank of banks) sandbox.faults.set({ bank, operation, kind, times: 1 })
  await ask(skrin)
  sandbox.faults.clear()
}

/** Where a grant ran out, because nobody asked for a month or it is a year old, the person renews it. */
async function ask(skrin: Skrin): Promise<string[]> {
  const outcomes = []
  for (const row of await readConnections(skrin)) {
    const outcome = await skrin.context.refresher.refresh(row, null)
    outcomes.push(outcome.status)
    if (outcome.problem !== 'reconnect_needed') continue
    const ingrid = await skrin.signIn('Ingrid')
    const bank = await startAtBank(ingrid, { bank: row.bank, renew: row.id })
    await visitCallback(ingrid, await walkBank(bank, 'Ingrid'))
  }
  return outcomes
}

function readConnections({ context }: Skrin) {
  return context.db.selectFrom('connections').selectAll().orderBy('bank').execute()
}

function today(now: number): LocalDate {
  return localDateIn('Europe/Oslo', now)
}

async function readLines(db: Database, from: LocalDate): Promise<string[]> {
  const rows = await db
    .selectFrom('transactions')
    .innerJoin('accounts', 'accounts.id', 'transactions.account_id')
    .select(['accounts.number', 'transactions.status', 'transactions.booking_date'])
    .select('transactions.amount_minor')
    .where('transactions.state', '=', 'shown')
    .where('transactions.booking_date', '>=', from)
    .execute()
  return rows
    .map((row) => [row.number, row.status, row.booking_date, row.amount_minor].join(' '))
    .sort()
}

function tellTruth({ world }: Sandbox, { from, now }: { from: LocalDate; now: number }): string[] {
  const day = today(now)
  return banks
    .flatMap((bank) => world.accountsOf('ingrid', bank))
    .flatMap((account) =>
      world.transactionsOf(account.id, day).map((row) => {
        const status = row.bookedOn > day ? 'pending' : 'booked'
        const date = status === 'pending' ? row.day : row.bookedOn
        return { date, line: [account.number, status, date, row.amountMinor].join(' ') }
      }),
    )
    .filter(({ date }) => date >= from)
    .map(({ line }) => line)
    .sort()
}
