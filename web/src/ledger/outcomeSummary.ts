import type { Outcome } from '@skrin/shared/api/connections'
import type { Instant } from '@skrin/shared/brand'

/** The banks that did not answer as they should; first those that only a person can mend. */
export function toTroubled(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes
    .filter(({ status }) => status === 'failed' || status === 'partial')
    .toSorted((a, b) => rank(a) - rank(b))
}

function rank({ problem, status }: Outcome): number {
  if (problem === 'reconnect_needed') return 0
  return status === 'failed' ? 1 : 2
}

/** The time that holds for all of them: when the one that answered longest ago did so. */
export function toCommonAnswer(outcomes: readonly Outcome[]): Instant | null {
  return outcomes.flatMap(({ lastGoodAt }) => lastGoodAt ?? []).sort()[0] ?? null
}
