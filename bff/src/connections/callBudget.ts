import type { CallBudget } from '@skrin/shared/api/connections'
import type { CallLimit } from '@skrin/shared/api/banks'
import type { ConnectionId } from '@skrin/shared/brand'
import { instantMs, toInstant } from '@skrin/shared/dates'
import type { BankCall, Presence } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import type { CallBudgetKeeper } from '../banks/bankHttp.ts'
import type { Clock } from '../clock.ts'
import { idFrom } from '../ids.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'

export interface BudgetOwner {
  readonly id: ConnectionId
  readonly bank: string
  /** Null where the bank client is gone from the configuration. */
  readonly clientId: string | null
  readonly blockedUntil: number | null
  readonly limits: readonly CallLimit[]
}

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

export interface BudgetDeps extends Deps {
  /** Hears of each budget that counts a call. */
  readonly onReserved?: ((budget: string, limit: CallLimit) => void) | undefined
}

/** Counts calls in the database, so that processes and restarts share one budget. */
export function createCallBudget(
  deps: BudgetDeps,
  owner: BudgetOwner,
  presence: Presence | null,
): CallBudgetKeeper {
  let blockedUntil = owner.blockedUntil ?? 0
  return {
    async reserve(call, params) {
      if (blockedUntil > deps.clock.now()) {
        throw new BankError('bank_rate_limited', { retryAt: toInstant(blockedUntil) })
      }
      const counting = owner.limits.filter((limit) => counts(limit, call))
      const limits = presence === null ? counting.map(leaveRoom) : counting.filter(isForAll)
      if (limits.length > 0) await reserveAll(deps, owner, { limits, call, params })
      for (const limit of limits)
        deps.onReserved?.(budgetKey(owner, limit, { call, params }), limit)
    },
    async noteRefusal(error) {
      if (error.code !== 'bank_rate_limited' || error.retryAt === undefined) return
      const until = instantMs(error.retryAt)
      blockedUntil = Math.max(blockedUntil, until)
      // Of several refusals at once the longest counts: one without Retry-After would end the quiet early.
      await deps.db
        .updateTable('connections')
        .set({ blocked_until: until })
        .where('id', '=', owner.id)
        .where((eb) => eb.or([eb('blocked_until', 'is', null), eb('blocked_until', '<', until)]))
        .execute()
    },
  }
}

/** What a service answers by itself, the bank behind it does not count. */
function counts({ scope }: CallLimit, { answeredBy }: BankCall): boolean {
  return scope !== 'operation' || answeredBy !== 'service'
}

function isForAll({ when }: CallLimit): boolean {
  return when === 'always'
}

/** What Skrin does by itself stops at half of what everybody shares: whoever comes to the screen finds calls. */
function leaveRoom(limit: CallLimit): CallLimit {
  return isForAll(limit) ? { ...limit, calls: Math.ceil(limit.calls / 2) } : limit
}

interface Reservation {
  readonly limits: readonly CallLimit[]
  readonly call: BankCall
  readonly params: Readonly<Record<string, string>>
}

/** All limits or none: a call that one limit refuses is counted by no other. */
async function reserveAll(
  { db, clock }: Deps,
  owner: BudgetOwner,
  reservation: Reservation,
): Promise<void> {
  const now = clock.now()
  // Of all the bank's connections: its limit for the bank client counts them together.
  await transact(db, `bank calls ${owner.bank}`, async (transaction) => {
    for (const limit of reservation.limits) {
      const budget = budgetKey(owner, limit, reservation)
      const since = now - limit.perSeconds * 1000
      await transaction
        .deleteFrom('bank_calls')
        .where('budget', '=', budget)
        .where('at', '<=', since)
        .execute()
      const { used, oldest } = await transaction
        .selectFrom('bank_calls')
        .select(({ fn }) => [fn.countAll<number>().as('used'), fn.min('at').as('oldest')])
        .where('budget', '=', budget)
        .executeTakeFirstOrThrow()
      if (used >= limit.calls) {
        const retryAt = toInstant((oldest ?? now) + limit.perSeconds * 1000)
        throw new BankError('bank_budget_spent', { retryAt })
      }
      await transaction.insertInto('bank_calls').values({ budget, at: now }).execute()
    }
  })
}

function budgetKey(
  owner: BudgetOwner,
  limit: CallLimit,
  { call, params }: Pick<Reservation, 'call' | 'params'>,
): string {
  const window = String(limit.perSeconds)
  switch (limit.scope) {
    case 'client':
      return idFrom('client', owner.bank, owner.clientId ?? '', window)
    case 'connection':
      return idFrom('connection', owner.id, window)
    case 'operation':
      return idFrom('operation', owner.id, call.operation, JSON.stringify(params), window)
  }
}

/** What is left for a person at the screen: the tightest limit that always holds. null: there is none. */
export async function readCallBudget(
  { db, clock }: Deps,
  owner: BudgetOwner,
): Promise<CallBudget | null> {
  const limits = owner.limits.filter(
    ({ when, scope }) => when === 'always' && scope !== 'operation',
  )
  let tightest: CallBudget | null = null
  for (const limit of limits) {
    const budget = budgetKey(owner, limit, { call: anyCall, params: {} })
    const { used, oldest } = await db
      .selectFrom('bank_calls')
      .select(({ fn }) => [fn.countAll<number>().as('used'), fn.min('at').as('oldest')])
      .where('budget', '=', budget)
      .where('at', '>', clock.now() - limit.perSeconds * 1000)
      .executeTakeFirstOrThrow()
    const remaining = Math.max(limit.calls - used, 0)
    const nextAt =
      remaining === 0 && oldest !== null ? toInstant(oldest + limit.perSeconds * 1000) : null
    if (!tightest || remaining < tightest.remaining) {
      tightest = { limit: limit.calls, remaining, perSeconds: limit.perSeconds, nextAt }
    }
  }
  return tightest
}

const anyCall: BankCall = { method: 'GET', path: '/', query: [], operation: '', passThrough: false }
