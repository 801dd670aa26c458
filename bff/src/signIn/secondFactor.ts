import type { MemberId } from '@skrin/shared/brand'
import type { Sealer } from '../auth/sealing.ts'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { inSession, noteAccess } from '../household/accessLog.ts'
import { findMember } from '../household/members.ts'
import type { Database } from '../store/database.ts'
import { noteFailedSignIn } from './noteSignIn.ts'
import type { Asker, Proof } from './proof.ts'
import { spendRecoveryCode } from './recoveryCodes.ts'
import { findTotp, spendTotpCode } from './totp.ts'

export interface SecondFactorDeps {
  readonly db: Database
  readonly clock: Clock
  /** createSealer(key, 'totp') */
  readonly totpSealer: Sealer
}

export async function hasSecondFactor(db: Database, member: MemberId): Promise<boolean> {
  return (await findTotp(db, member))?.confirmedAt != null
}

/**
 * After the right password: nothing more where the person has no second factor, else a code of the app or a recovery code.
 * @throws AppError second_factor_needed · second_factor_invalid
 */
export async function proveSecondFactor(
  deps: SecondFactorDeps,
  { member, code, asker }: { member: MemberId; code: string | undefined; asker: Asker },
): Promise<Proof['method']> {
  const totp = await findTotp(deps.db, member)
  if (totp?.confirmedAt == null) return 'password'
  if (code === undefined) throw new AppError('second_factor_needed')
  if (await spendTotpCode(deps, totp, code)) return 'password'
  if (await spendRecoveryCode(deps, member, code)) {
    await noteSpentCode(deps, member, asker)
    return 'code'
  }
  await noteFailedSignIn(deps, { member, method: 'code' }, asker)
  throw new AppError('second_factor_invalid')
}

async function noteSpentCode(
  deps: SecondFactorDeps,
  id: MemberId,
  { device }: Asker,
): Promise<void> {
  const member = await findMember(deps.db, id)
  if (!member) return
  await noteAccess(deps, {
    actor: inSession(member),
    about: id,
    event: 'recovery_code.used',
    subject: { device },
  })
}
