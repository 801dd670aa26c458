import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '../auth/sealing.ts'
import { randomSecret, sha256 } from '../ids.ts'
import type { Database } from '../store/database.ts'
import { hasMembers } from './members.ts'

const NONCE_KEY = 'setup_nonce'
/** 32 letters and digits that cannot be taken for one another: 5 bits each. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const GROUPS = 5
const GROUP_LENGTH = 4

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
  const letters = [...bytes.subarray(0, GROUPS * GROUP_LENGTH)].map((byte) =>
    alphabet.charAt(byte % alphabet.length),
  )
  const groups = Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  )
  return groups.join('-')
}

/** In constant time; small letters and missing dashes are fine. */
export function isSetupCode(typed: string, code: string): boolean {
  const canonical = (text: string) =>
    Buffer.from(sha256(text.toUpperCase().replace(/[^0-9A-Z]/g, '')))
  return timingSafeEqual(canonical(typed), canonical(code))
}
