import { toHouseholdDay } from '../household/householdDay.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'

/** Something that goes on, as long as it does. */
export interface Cause {
  /** `low <member> <account>`: its first word is the kind of cause. */
  readonly key: string
  readonly since: number
}

/**
 * Notes which causes of a kind go on now: new ones begin, the others stay as old as they are, and those that are over are
 * forgotten, so that they can begin anew.
 */
export async function followCauses(
  { db, clock }: { db: Database; clock: Clock },
  kind: string,
  keys: ReadonlySet<string>,
): Promise<Cause[]> {
  return transact(db, `notice causes ${kind}`, async (transaction) => {
    const all = await transaction.selectFrom('notice_causes').selectAll().execute()
    const known = all.filter(({ key }) => key.startsWith(`${kind} `))
    const over = known.filter(({ key }) => !keys.has(key)).map(({ key }) => key)
    if (over.length > 0)
      await transaction.deleteFrom('notice_causes').where('key', 'in', over).execute()
    const begun = [...keys].filter((key) => !known.some((cause) => cause.key === key))
    const fresh = begun.map((key) => ({ key, since: clock.now() }))
    if (fresh.length > 0) await transaction.insertInto('notice_causes').values(fresh).execute()
    return [...known.filter(({ key }) => keys.has(key)), ...fresh]
  })
}

/** What begins twice on one day is told once. */
export function toDedupe({ key, since }: Cause): string {
  return `${key} ${toHouseholdDay(since)}`
}
