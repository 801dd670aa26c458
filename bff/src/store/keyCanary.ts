import { createSealer } from '../auth/sealing.ts'
import type { Database } from './database.ts'

/** Its row in `meta`, and what it says once opened. */
export const CANARY = 'key_canary'

/** From now on this key is the one that fits. */
export async function replaceCanary(db: Database, masterKey: Buffer): Promise<void> {
  const value = createSealer(masterKey, 'canary').seal(CANARY, CANARY)
  await db
    .insertInto('meta')
    .values({ key: CANARY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** False: nothing was ever sealed here. */
export async function hasCanary(db: Database): Promise<boolean> {
  return (await readCanary(db)) !== null
}

export async function isKeyFitting(db: Database, masterKey: Buffer): Promise<boolean> {
  const sealed = await readCanary(db)
  return sealed !== null && opensCanary(sealed, masterKey)
}

async function readCanary(db: Database): Promise<string | null> {
  const row = await db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', CANARY)
    .executeTakeFirst()
  return row?.value ?? null
}

export function opensCanary(sealed: string, masterKey: Buffer): boolean {
  return createSealer(masterKey, 'canary').open(sealed, CANARY) === CANARY
}
