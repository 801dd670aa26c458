import { createHmac } from 'node:crypto'
import { deriveKey } from '../auth/sealing.ts'
import { isSameSecret, randomSecret } from '../ids.ts'
import type { Database } from '../store/database.ts'
import { hasMembers } from './members.ts'
import { canonicalCode, toReadableCode } from './readableCode.ts'

const NONCE_KEY = 'setup_nonce'
const LETTERS = 20

/**
 * The code that the first person proves with that the machine is theirs; null once there is a member. It follows from the
 * master key and a random value in the database: every replica prints the same one, and neither alone gives it away.
 */
export async function readSetupCode(db: Database, masterKey: Buffer): Promise<string | null> {
  if (await hasMembers(db)) return null
  await db
    .insertInto('meta')
    .values({ key: NONCE_KEY, value: randomSecret() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { value } = await db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', NONCE_KEY)
    .executeTakeFirstOrThrow()
  const bytes = createHmac('sha256', deriveKey(masterKey, 'set-up code')).update(value).digest()
  return toReadableCode(bytes.subarray(0, LETTERS))
}

/** In constant time; small letters and missing dashes are fine. */
export function isSetupCode(typed: string, code: string): boolean {
  return isSameSecret(canonicalCode(typed), canonicalCode(code))
}
