import type { Outcome } from '@skrin/shared/api/connections'
import type { ConnectionId, LocalDate } from '@skrin/shared/brand'
import { addDays, localDateIn, toInstant } from '@skrin/shared/dates'
import type { ProblemCode } from '@skrin/shared/problems'
import type { Bank, BankApi, Presence } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import type { Clock } from '../clock.ts'
import type { BankAccess } from '../connections/bankAccess.ts'
import { noteAsked } from '../connections/connectionRows.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import { randomId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { FollowUps } from './followUps.ts'
import { saveAccounts } from './saveAccounts.ts'
import { saveTransactions } from './saveTransactions.ts'

export interface RefreshDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly access: BankAccess
  readonly followUps: FollowUps
}

/** Days of history asked for at first; a bank that has less says so. */
const FIRST_DAYS = 730
/** Days asked again each time: reservations are booked, and corrected, some days late. */
const OVERLAP_DAYS = 30

/** Asks one connection's bank for accounts and transactions and keeps what it says. One at a time per connection. */
export interface Refresher {
  refresh(connection: ConnectionRow, presence: Presence | null): Promise<Outcome>
  /** Resolves when nothing is under way. */
  settle(): Promise<void>
}

export function createRefresher(deps: RefreshDeps): Refresher {
  const flights = new Map<ConnectionId, Promise<Outcome>>()
  return {
    refresh(connection, presence) {
      const flying = flights.get(connection.id)
      if (flying) return flying
      const flight = refreshOnce(deps, connection, presence).finally(() =>
        flights.delete(connection.id),
      )
      flights.set(connection.id, flight)
      return flight
    },
    async settle() {
      await Promise.allSettled(flights.values())
    },
  }
}

interface Result {
  readonly problem: ProblemCode | null
  readonly error?: BankError
  readonly reference?: string
}

async function refreshOnce(
  deps: RefreshDeps,
  connection: ConnectionRow,
  presence: Presence | null,
): Promise<Outcome> {
  const { db, clock, log } = deps
  const askedAt = clock.now()
  const startedAt = performance.now()
  const result = await ask(deps, connection, { presence, askedAt })
  await noteAsked(db, connection, { askedAt, problem: result.problem })
  log.info({
    event: 'connection.refreshed',
    bank: connection.bank,
    connection: connection.id,
    code: result.problem ?? 'ok',
    ms: Math.round(performance.now() - startedAt),
  })
  const isGood = result.problem === null
  return {
    connection: connection.id,
    bank: connection.bank,
    status: isGood ? 'ok' : result.problem === 'bank_partial' ? 'partial' : 'failed',
    problem: result.problem,
    field: result.error?.field ?? null,
    askedAt: toInstant(askedAt),
    lastGoodAt: isGood ? toInstant(askedAt) : toNullableInstant(connection.good_at),
    retryAt: result.error?.retryAt ?? null,
    reference: result.reference ?? null,
  }
}

function toNullableInstant(ms: number | null) {
  return ms === null ? null : toInstant(ms)
}

async function ask(
  deps: RefreshDeps,
  connection: ConnectionRow,
  { presence, askedAt }: { presence: Presence | null; askedAt: number },
): Promise<Result> {
  try {
    const bank = deps.access.getLine(connection.bank)?.bank
    if (!bank) throw new BankError('bank_not_configured')
    const api = await deps.access.openApi(connection, presence)
    const isWhole = await fetchAndSave(deps, { bank, api, connection, askedAt })
    return { problem: isWhole ? null : 'bank_partial' }
  } catch (error) {
    const reference = randomId()
    if (error instanceof BankError) {
      const { code, field, status } = error
      const details = {
        ...(field !== undefined && { field }),
        ...(status !== undefined && { status }),
      }
      deps.log.warn({
        event: 'bank.failed',
        bank: connection.bank,
        connection: connection.id,
        reference,
        code,
        ...details,
        error,
      })
      return { problem: code, error, reference }
    }
    deps.log.error({
      event: 'connection.refresh_broke',
      bank: connection.bank,
      connection: connection.id,
      reference,
      error,
    })
    return { problem: 'internal', reference }
  }
}

interface Visit {
  readonly bank: Bank
  readonly api: BankApi
  readonly connection: ConnectionRow
  readonly askedAt: number
}

async function fetchAndSave(
  { db, followUps }: RefreshDeps,
  { bank, api, connection, askedAt }: Visit,
): Promise<boolean> {
  const { timeZone } = bank.manifest
  const fetched = await bank.fetchAccounts(api)
  const asked = { id: connection.id, bank: bank.manifest, asOf: askedAt }
  if (!(await saveAccounts(db, asked, fetched))) throw new BankError('reconnect_needed')
  let isWhole = fetched.complete
  const known = await listOpenAccounts(db, connection.id)
  for (const [from, group] of groupByStart(known, bank, askedAt)) {
    const byKey = new Map(group.map((account) => [account.bank_key, account.id]))
    const wanted = fetched.accounts.filter(({ key }) => byKey.has(key))
    if (wanted.length === 0) continue
    const answer = await bank.fetchTransactions(api, { accounts: wanted, from })
    for (const account of answer.accounts) {
      const id = byKey.get(account.key)
      if (id !== undefined) await saveTransactions(db, { id, askedAt, timeZone }, account)
      isWhole &&= account.complete
    }
    isWhole &&= answer.accounts.length === wanted.length
  }
  await followUps.run(known.map(({ id }) => id))
  return isWhole
}

function listOpenAccounts(db: Database, connection: ConnectionId) {
  return db
    .selectFrom('accounts')
    .select(['id', 'bank_key', 'transactions_at'])
    .where('connection_id', '=', connection)
    .where('closed', '=', 0)
    .orderBy('position')
    .execute()
}

type KnownAccount = Awaited<ReturnType<typeof listOpenAccounts>>[number]

/** Accounts that want the same first day are asked for together: some banks take several in one call. */
function groupByStart(
  accounts: readonly KnownAccount[],
  bank: Bank,
  now: number,
): Map<LocalDate, KnownAccount[]> {
  const { timeZone } = bank.manifest
  const first = addDays(localDateIn(timeZone, now), -FIRST_DAYS)
  return Map.groupBy(accounts, ({ transactions_at: at }) =>
    at === null ? first : addDays(localDateIn(timeZone, at), -OVERLAP_DAYS),
  )
}
