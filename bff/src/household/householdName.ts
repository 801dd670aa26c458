import type { Database } from '../store/database.ts'

const NAME = 'household_name'

/** What the household calls itself; null while it has no name. */
export async function readHouseholdName(db: Database): Promise<string | null> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', NAME).executeTakeFirst()
  return row?.value ?? null
}

export async function saveHouseholdName(db: Database, name: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key: NAME, value: name })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: name }))
    .execute()
}
