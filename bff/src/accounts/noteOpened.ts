import type { MemberId } from '@skrin/shared/brand'
import type { Clock } from '../clock.ts'
import type { Actor } from '../household/accessLog.ts'
import { noteAccesses } from '../household/accessLog.ts'
import { toHouseholdDay } from '../household/householdDay.ts'
import type { Database } from '../store/database.ts'
import type { VisibleAccount } from './joinObservations.ts'

/** Notes for the people whose accounts somebody else is about to be told. */
export type OpenedNoter = (reader: Reader, accounts: readonly VisibleAccount[]) => Promise<void>

export interface Reader {
  readonly member: MemberId
  readonly actor: Actor
  /** The API token's id and name, where it is one. */
  readonly token: { readonly id: string; readonly name: string } | null
}

/** More than the accounts of a household times its people; then the day is looked up in the database again. */
const MOST_KEPT = 5000

/**
 * Before the answer, so that nothing is told that is not noted: once per reader, observation and day. What this process
 * noted today it remembers, and writes nothing; another replica's note is found by its unique key.
 */
export function createOpenedNoter(deps: { db: Database; clock: Clock }): OpenedNoter {
  let day = ''
  const noted = new Set<string>()
  return async ({ member, actor, token }, accounts) => {
    const today = toHouseholdDay(deps.clock.now())
    if (today !== day || noted.size > MOST_KEPT) noted.clear()
    day = today
    const reader = token === null ? member : `${member} ${token.id}`
    const notes = accounts
      .flatMap(({ observations }) => observations)
      .filter((one) => token !== null || one.member_id !== member)
      .map((one) => ({
        actor,
        about: one.member_id,
        event: 'account.opened' as const,
        subject: { account: one.name, ...(token && { token: token.name }) },
        dedupe: `account.opened ${today} ${one.id} ${reader}`,
      }))
      .filter(({ dedupe }) => !noted.has(dedupe))
    if (notes.length === 0) return
    await noteAccesses(deps, notes)
    for (const { dedupe } of notes) noted.add(dedupe)
  }
}
