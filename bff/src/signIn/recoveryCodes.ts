import { randomBytes } from 'node:crypto'
import type { MemberId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { canonicalCode, toReadableCode } from '../household/readableCode.ts'
import { sha256 } from '../ids.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'

const COUNT = 10
/** 80 bits: no table of hashes covers that, so a plain SHA-256 is enough. */
const LETTERS = 16

/** Ten new codes in the place of all earlier ones; only here are they told. */
export async function replaceRecoveryCodes(db: Database, member: MemberId): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () => toReadableCode(randomBytes(LETTERS)))
  await db.deleteFrom('recovery_codes').where('member_id', '=', member).execute()
  await db
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ member_id: member, code_hash: toHash(code), used_at: null })))
    .execute()
  return codes
}

/** @throws AppError not_found: there is no second factor that they could stand in for */
export async function renewRecoveryCodes(db: Database, member: MemberId): Promise<string[]> {
  return transact(db, secondFactorKey(member), async (transaction) => {
    const totp = await transaction
      .selectFrom('totp')
      .select('confirmed_at')
      .where('member_id', '=', member)
      .executeTakeFirst()
    if (totp?.confirmed_at == null) throw new AppError('not_found')
    return replaceRecoveryCodes(transaction, member)
  })
}

/** For `transact`: a member's second factor and recovery codes change one at a time. */
export function secondFactorKey(member: MemberId): string {
  return `second factor ${member}`
}

/** True once for each code. */
export async function spendRecoveryCode(
  { db, clock }: { db: Database; clock: Clock },
  member: MemberId,
  code: string,
): Promise<boolean> {
  const spent = await db
    .updateTable('recovery_codes')
    .set({ used_at: clock.now() })
    .where('member_id', '=', member)
    .where('code_hash', '=', toHash(code))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return spent.numUpdatedRows === 1n
}

export async function countRecoveryCodes(db: Database, member: MemberId): Promise<number> {
  const left = await db
    .selectFrom('recovery_codes')
    .select('code_hash')
    .where('member_id', '=', member)
    .where('used_at', 'is', null)
    .execute()
  return left.length
}

function toHash(code: string): string {
  return sha256(canonicalCode(code))
}
