import type { Outcome } from '@skrin/shared/api/connections'
import type { SyncState } from '@skrin/shared/api/sync'
import { instantMs } from '@skrin/shared/dates'
import type { ProblemCode } from '@skrin/shared/problems'
import { BankError } from '../banks/bankError.ts'
import { noteAsked } from '../connections/connectionRows.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import { noteChange } from '../events/noteChange.ts'
import { randomId } from '../ids.ts'
import { isQuiet, toNextSync } from '../sync/planSync.ts'
import type { Usage } from '../sync/planSync.ts'
import { countFailures, startRun } from '../sync/syncRun.ts'
import { isFresh } from '../sync/waitForTurn.ts'
import { toAskedOutcome, toOutcome } from './connectionOutcome.ts'
import type { Asked } from './connectionOutcome.ts'
import { fetchHistory, isHistoryLeft } from './fetchHistory.ts'
import { fetchNewest } from './fetchNewest.ts'
import type { Asking, RefreshDeps } from './refreshConnection.ts'
import type { Visit } from './visit.ts'

/** One round, from asking to the plan for the next. Its caller holds the lease. Banks that fail are outcomes, not errors. */
export async function runRound(
  deps: RefreshDeps,
  connection: ConnectionRow,
  asking: Asking,
): Promise<Outcome> {
  const { log } = deps
  const startedAt = performance.now()
  const run = await startRun(deps, connection.id, asking.cause)
  const usage = new Map<string, { limit: UsedLimit; calls: number }>()
  const visiting = { run, usage, asking, askedAt: deps.clock.now() }
  // A round that goes on with earlier years does not ask for the newest again so soon.
  const isOnlyHistory = asking.cause === 'schedule' && isFresh(connection, visiting.askedAt)
  const newest = isOnlyHistory ? null : await askNewest(deps, connection, visiting)
  const outcome = newest?.outcome ?? toOutcome(deps.clock, connection, 'ok')
  asking.onNewest(outcome)
  const isGood = !newest || newest.asked.problem === null
  const goesOn = isGood && asking.withHistory && !asking.isEnding()
  const history = goesOn ? await askHistory(deps, connection, visiting) : null
  const asked = history && history.problem !== null ? history : (newest?.asked ?? { problem: null })
  await run.end(toState(asked.problem), asked.problem)
  await plan(deps, connection, { asked, usage })
  const ms = Math.round(performance.now() - startedAt)
  const code = asked.problem ?? 'ok'
  log.info({ event: 'sync.ended', bank: connection.bank, connection: connection.id, code, ms })
  return outcome
}

type UsedLimit = Usage extends ReadonlyMap<string, { readonly limit: infer Limit }> ? Limit : never

interface Visiting extends Pick<Visit, 'run' | 'askedAt'> {
  readonly usage: Map<string, { limit: UsedLimit; calls: number }>
  readonly asking: Asking
}

async function askNewest(deps: RefreshDeps, connection: ConnectionRow, visiting: Visiting) {
  const { db, log } = deps
  const { askedAt, asking } = visiting
  const startedAt = performance.now()
  const asked = await tryAsking(deps, connection, visiting, (visit) => fetchNewest(deps, visit))
  const { problem } = asked
  // Nothing is wrong with the connection when calls that are nobody's to use are spent.
  if (asking.presence !== null || problem !== 'bank_budget_spent')
    await noteAsked(db, connection, { askedAt, problem })
  await noteFetched(deps, connection, problem)
  log.info({
    event: 'connection.refreshed',
    bank: connection.bank,
    connection: connection.id,
    code: problem ?? 'ok',
    ms: Math.round(performance.now() - startedAt),
  })
  return { asked, outcome: toAskedOutcome(connection, askedAt, asked) }
}

/** Also a failure is news: the figures on an open page are old from now on. */
async function noteFetched(
  deps: RefreshDeps,
  { id, problem: before }: ConnectionRow,
  problem: ProblemCode | null,
): Promise<void> {
  if (problem !== null && problem !== 'bank_partial' && problem === before) return
  const accounts = await deps.db
    .selectFrom('accounts')
    .select('id')
    .where('connection_id', '=', id)
    .execute()
  await noteChange(
    deps,
    accounts.map((account) => account.id),
  )
}

async function askHistory(
  deps: RefreshDeps,
  connection: ConnectionRow,
  visiting: Visiting,
): Promise<Asked> {
  return tryAsking(deps, connection, visiting, (visit) => fetchHistory(deps, visit))
}

async function tryAsking(
  deps: RefreshDeps,
  connection: ConnectionRow,
  { asking, usage, ...rest }: Visiting,
  work: (visit: Visit) => Promise<boolean>,
): Promise<Asked> {
  try {
    const bank = deps.access.getLine(connection.bank)?.bank
    if (!bank) throw new BankError('bank_not_configured')
    const api = await deps.access.openApi(connection, asking.presence, (budget, limit) => {
      if (limit.when === 'unattended')
        usage.set(budget, { limit, calls: (usage.get(budget)?.calls ?? 0) + 1 })
    })
    const { isEnding } = asking
    const isWhole = await work({ bank, api, connection, isEnding, ...rest })
    return { problem: isWhole ? null : 'bank_partial' }
  } catch (error) {
    return toAsked(deps, connection, error)
  }
}

function toAsked({ log }: RefreshDeps, connection: ConnectionRow, error: unknown): Asked {
  const reference = randomId()
  const about = { bank: connection.bank, connection: connection.id, reference, error }
  if (!(error instanceof BankError)) {
    log.error({ event: 'connection.refresh_broke', ...about })
    return { problem: 'internal', reference }
  }
  const { code, field, status } = error
  const details = { ...(field !== undefined && { field }), ...(status !== undefined && { status }) }
  log.warn({ event: 'bank.failed', ...about, code, ...details })
  return { problem: code, error, reference }
}

function toState(problem: ProblemCode | null): SyncState {
  if (problem === null) return 'done'
  if (problem === 'bank_partial') return 'partial'
  return isQuiet(problem) ? 'waiting' : 'failed'
}

async function plan(
  { db, clock, access, random = Math.random, plansAhead = true }: RefreshDeps,
  { id, bank, next_sync_at: plannedAt }: ConnectionRow,
  { asked, usage }: { asked: Asked; usage: Usage },
): Promise<void> {
  const { history, manifest } = access.getLine(bank)?.bank ?? {}
  const retryAt = asked.error?.retryAt
  const next = toNextSync({
    now: clock.now(),
    random: random(),
    problem: asked.problem,
    retryAt: retryAt === undefined ? null : instantMs(retryAt),
    failures: await countFailures(db, id),
    limits: manifest?.limits ?? [],
    usage,
    isHistoryLeft: history?.windowDays != null && (await isHistoryLeft(db, id)),
    plannedAt,
  })
  await db
    .updateTable('connections')
    .set({ next_sync_at: plansAhead ? next : null })
    .where('id', '=', id)
    .execute()
}
