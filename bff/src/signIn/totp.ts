import { Secret, TOTP } from 'otpauth'
import type { TotpStart } from '@skrin/shared/api/signIn'
import type { Member } from '@skrin/shared/api/session'
import type { MemberId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'
import { replaceRecoveryCodes, secondFactorKey } from './recoveryCodes.ts'
import type { SecondFactorDeps } from './secondFactor.ts'

/** RFC 6238 §4 and §5.2: what every app understands, and one step to either side for clocks and slow typing. */
const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const
const STEPS_AROUND = 1
/** RFC 4226 §4, R6: 160 bits. */
const SECRET_BYTES = 20

/** `createSealer(key, TOTP_PURPOSE)` seals secrets, each bound to its member's id. */
export const TOTP_PURPOSE = 'totp'

export interface StoredTotp {
  readonly member: MemberId
  readonly sealed: string
  /** null: begun, not yet proven with a code. */
  readonly confirmedAt: number | null
}

export async function findTotp(db: Database, member: MemberId): Promise<StoredTotp | null> {
  const row = await db
    .selectFrom('totp')
    .select(['member_id', 'sealed', 'confirmed_at'])
    .where('member_id', '=', member)
    .executeTakeFirst()
  return row ? { member: row.member_id, sealed: row.sealed, confirmedAt: row.confirmed_at } : null
}

/** A new secret, which counts for nothing before a code of it was shown. @throws AppError bad_request: there is one in use */
export async function beginTotp(
  { db, totpSealer }: SecondFactorDeps,
  { id, name }: Member,
): Promise<TotpStart> {
  const secret = new Secret({ size: SECRET_BYTES })
  const sealed = totpSealer.seal(secret.base32, id)
  const begun = await db
    .insertInto('totp')
    .values({ member_id: id, sealed, confirmed_at: null, last_step: 0 })
    .onConflict((conflict) =>
      conflict
        .column('member_id')
        .doUpdateSet({ sealed, last_step: 0 })
        .where('totp.confirmed_at', 'is', null),
    )
    .executeTakeFirst()
  if (begun.numInsertedOrUpdatedRows !== 1n) throw new AppError('bad_request')
  const uri = new TOTP({ ...parameters, issuer: 'Skrin', label: name, secret }).toString()
  return { secret: secret.base32, uri }
}

/**
 * The app shows the right code: from now on it is asked for. Gives the first recovery codes.
 * @throws AppError not_found: nothing was begun · second_factor_invalid
 */
export async function confirmTotp(
  deps: SecondFactorDeps,
  member: MemberId,
  code: string,
): Promise<string[]> {
  return transact(deps.db, secondFactorKey(member), async (db) => {
    const totp = await findTotp(db, member)
    if (!totp || totp.confirmedAt !== null) throw new AppError('not_found')
    if (!(await spendTotpCode({ ...deps, db }, totp, code)))
      throw new AppError('second_factor_invalid')
    await db
      .updateTable('totp')
      .set({ confirmed_at: deps.clock.now() })
      .where('member_id', '=', member)
      .execute()
    return replaceRecoveryCodes(db, member)
  })
}

/** False: there was none in use. */
export async function removeTotp(db: Database, member: MemberId): Promise<boolean> {
  return transact(db, secondFactorKey(member), async (transaction) => {
    const totp = await findTotp(transaction, member)
    await transaction.deleteFrom('totp').where('member_id', '=', member).execute()
    await transaction.deleteFrom('recovery_codes').where('member_id', '=', member).execute()
    return totp?.confirmedAt != null
  })
}

/**
 * Whether it is the code of now, one of its neighbours included, and was not used before (RFC 6238 §5.2). False also where
 * the secret was sealed with a key that is lost: then the recovery codes are left.
 */
export async function spendTotpCode(
  { db, clock, totpSealer }: SecondFactorDeps,
  { member, sealed }: StoredTotp,
  code: string,
): Promise<boolean> {
  const secret = totpSealer.open(sealed, member)
  if (secret === null) return false
  const timestamp = clock.now()
  const delta = TOTP.validate({
    ...parameters,
    secret: Secret.fromBase32(secret),
    token: code.replaceAll(/[\s-]/g, ''),
    timestamp,
    window: STEPS_AROUND,
  })
  if (delta === null) return false
  const step = TOTP.counter({ period: parameters.period, timestamp }) + delta
  const spent = await db
    .updateTable('totp')
    .set({ last_step: step })
    .where('member_id', '=', member)
    // Another one may have been begun meanwhile: what the app shows is not of that.
    .where('sealed', '=', sealed)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return spent.numUpdatedRows === 1n
}
