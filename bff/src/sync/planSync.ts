import type { CallLimit } from '@skrin/shared/api/banks'
import type { ProblemCode } from '@skrin/shared/problems'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Four rounds a day without a person: what the law lets a bank expect (EU 2018/389 Art. 36(5)(b)). */
const ROUND_MS = 6 * HOUR_MS
/** Later by up to this part of the time between: connections and households do not all come at once, and never too early. */
const JITTER = 0.2
const FIRST_RETRY_MS = 10 * MINUTE_MS
/** Between the end of a bank's quiet and the next call. */
const AFTER_QUIET_MS = 2 * MINUTE_MS

/** How many calls one round made of each budget that counts calls without a person. */
export type Usage = ReadonlyMap<string, { readonly limit: CallLimit; readonly calls: number }>

export interface EndedRound {
  readonly now: number
  /** 0 to 1. */
  readonly random: number
  readonly problem: ProblemCode | null
  /** Epoch milliseconds from which the bank, or its budget, may be asked again; null: not told. */
  readonly retryAt: number | null
  /** Rounds that failed one after the other, this one included. */
  readonly failures: number
  readonly limits: readonly CallLimit[]
  readonly usage: Usage
  /** Whether earlier years are still to be asked for. */
  readonly isHistoryLeft: boolean
  /** What was planned before. */
  readonly plannedAt: number | null
}

/** When Skrin asks a connection's bank by itself again, in epoch milliseconds. null: not before somebody renews it. */
export function toNextSync(round: EndedRound): number | null {
  const { now, random, problem, retryAt, plannedAt } = round
  if (problem === 'reconnect_needed') return null
  const roundMs = toRoundMs(round.usage)
  const next = now + spread(roundMs, random)
  if (isQuiet(problem)) {
    const free = (retryAt ?? next) + AFTER_QUIET_MS * random
    // A minute's quiet is what is read where the bank names none: the day's few calls would be gone within ten.
    return problem === 'bank_rate_limited' && isFewCalls(round.limits) ? Math.max(free, next) : free
  }
  if (problem !== null && problem !== 'bank_partial') {
    const pause = isFewCalls(round.limits) ? roundMs : toPause(round.failures, roundMs)
    return Math.max(now + spread(pause, random), retryAt ?? 0)
  }
  if (round.isHistoryLeft && problem === null) return Math.min(plannedAt ?? now, next)
  return plannedAt !== null && plannedAt > next ? plannedAt : next
}

/** Nothing is wrong: calls are spent, or the bank asked for quiet. */
export function isQuiet(problem: ProblemCode | null): boolean {
  return problem === 'bank_budget_spent' || problem === 'bank_rate_limited'
}

/** As often as four times a day, unless the bank's calls do not reach for that many rounds like the last one. */
function toRoundMs(usage: Usage): number {
  const needed = [...usage.values()].map(({ limit, calls }) => {
    const rounds = Math.max(Math.floor(limit.calls / calls), 1)
    return (limit.perSeconds * 1000) / rounds
  })
  return Math.max(ROUND_MS, ...needed)
}

function isFewCalls(limits: readonly CallLimit[]): boolean {
  return limits.some(({ when }) => when === 'unattended')
}

function toPause(failures: number, most: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.max(failures - 1, 0), most)
}

function spread(ms: number, random: number): number {
  return Math.ceil(ms * (1 + JITTER * random))
}
