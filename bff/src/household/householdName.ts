import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'
import { noteAccess } from './accessLog.ts'
import type { Actor } from './accessLog.ts'

const NAME = 'household_name'

/** What the household calls itself; null while it has no name. */
export async function readHouseholdName(db: Database): Promise<string | null> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', NAME).executeTakeFirst()
  return row?.value ?? null
}

/** Gives the household another name, and notes it for the owner. */
export function renameHousehold(
  { db, clock }: { db: Database; clock: Clock },
  name: string,
  by: Actor,
): Promise<void> {
  return transact(db, NAME, async (transaction) => {
    await saveHouseholdName(transaction, name)
    const note = { actor: by, about: null, event: 'household.renamed', subject: { name } } as const
    await noteAccess({ db: transaction, clock }, note)
  })
}

async function saveHouseholdName(db: Database, name: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key: NAME, value: name })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: name }))
    .execute()
}
