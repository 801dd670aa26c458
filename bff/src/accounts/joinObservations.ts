import type { AccessLevel } from '@skrin/shared/api/sharing'
import type { AccountId } from '@skrin/shared/brand'
import { compareLevels } from './accessLevels.ts'
import { FILE_BANK } from './fileBank.ts'
import type { Observation } from './listObservations.ts'

/** One account as one viewer sees it: several observations where several of those who connected it show it to them. */
export interface VisibleAccount {
  /** Of the viewer's own observation, else of the oldest one they see: it stays while they see that. */
  readonly id: AccountId
  readonly level: AccessLevel
  /** The viewer's own first, then by age: the first has the id, and goes before its equals. */
  readonly observations: readonly [Observation, ...Observation[]]
}

/**
 * Observations of one account, known by identity and currency, become one account: in lists, counts and totals it is
 * there once. Only what this viewer sees takes part, so what is not shared with them changes nothing here.
 */
export function joinObservations(observations: readonly Observation[]): VisibleAccount[] {
  const told = new Set(observations.filter(({ bank }) => bank !== FILE_BANK).map(toOwnedKey))
  const groups = Map.groupBy(observations, (one) => {
    const { id, identity, currency, bank } = one
    if (identity === null) return JSON.stringify([id])
    const isClaimed = bank === FILE_BANK && !told.has(toOwnedKey(one))
    return isClaimed ? toOwnedKey(one) : JSON.stringify([identity, currency])
  })
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.sort(byOwnershipThenAge)
    if (!first) return []
    return [{ id: first.id, level: highest(group), observations: [first, ...others] }]
  })
}

/** Anybody can write any number into a file: whose account it is only their bank says. */
function toOwnedKey({ identity, currency, member_id: member }: Observation): string {
  return JSON.stringify([identity, currency, member])
}

export function highest(observations: readonly Observation[]): AccessLevel {
  const [first] = observations.map(({ level }) => level).sort(compareLevels)
  return first ?? 'balance'
}

function byOwnershipThenAge(a: Observation, b: Observation): number {
  const isOwn = ({ level }: Observation) => Number(level === 'own')
  return isOwn(b) - isOwn(a) || byAge(a, b)
}

function byAge(a: Observation, b: Observation): number {
  return a.connected_since - b.connected_since || (a.id < b.id ? -1 : 1)
}
