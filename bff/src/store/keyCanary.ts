import { createSealer } from '../auth/sealing.ts'
import { StartError } from '../startError.ts'
import type { Database } from './database.ts'

/** Its row in `meta`, and what it says once opened. */
export const CANARY = 'key_canary'

/** Remembers, sealed, what only this key opens. @throws StartError when the database belongs to another key */
export async function ensureKeyFits(db: Database, masterKey: Buffer): Promise<void> {
  const sealed = createSealer(masterKey, 'canary').seal(CANARY, CANARY)
  await db
    .insertInto('meta')
    .values({ key: CANARY, value: sealed })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  if (!(await isKeyFitting(db, masterKey))) {
    throw new StartError(
      'the key is not the one that this data folder was made with; restore it, or start anew elsewhere',
    )
  }
}

/** From now on this key is the one that fits. */
export async function replaceCanary(db: Database, masterKey: Buffer): Promise<void> {
  const value = createSealer(masterKey, 'canary').seal(CANARY, CANARY)
  await db
    .insertInto('meta')
    .values({ key: CANARY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

export async function isKeyFitting(db: Database, masterKey: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', CANARY)
    .executeTakeFirst()
  return row !== undefined && opensCanary(row.value, masterKey)
}

export function opensCanary(sealed: string, masterKey: Buffer): boolean {
  return createSealer(masterKey, 'canary').open(sealed, CANARY) === CANARY
}
