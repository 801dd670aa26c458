import type { SignInMethods } from '@skrin/shared/api/signIn'
import type { MemberId } from '@skrin/shared/brand'
import { findLoginById } from '../household/members.ts'
import type { Database } from '../store/database.ts'
import { listPasskeyRows, toPasskey } from './passkeyRows.ts'
import { countRecoveryCodes } from './recoveryCodes.ts'
import { listIdentityRows, toIdentity } from './ssoIdentities.ts'
import { findTotp } from './totp.ts'

/** A member's own ways in; nothing of it proves anything. */
export async function describeSignInMethods(
  db: Database,
  member: MemberId,
): Promise<SignInMethods> {
  const [login, totp, passkeys, identities] = await Promise.all([
    findLoginById(db, member),
    findTotp(db, member),
    listPasskeyRows(db, member),
    listIdentityRows(db, member),
  ])
  return {
    password: login?.passwordHash != null,
    passkeys: passkeys.map(toPasskey),
    totp: {
      enabled: totp?.confirmedAt != null,
      recoveryCodesLeft: await countRecoveryCodes(db, member),
    },
    sso: identities.map(toIdentity),
  }
}
