import { FORGOTTEN_TOKEN } from '../auth/forgetToken.ts'
import type { Grant } from '../auth/vault.ts'
import type { BankAccess } from './bankAccess.ts'
import type { ConnectionRow } from './connectionRows.ts'

/**
 * RFC 7009 §2.1: the refresh token first; it takes the rest of the grant with it. False: the bank has no way to be told.
 * @throws BankError
 */
export async function revokeGrant(
  access: BankAccess,
  of: Pick<ConnectionRow, 'bank' | 'bank_client'>,
  grant: Grant,
): Promise<boolean> {
  const oauth = (await access.findClient(of))?.oauth
  if (!oauth) return false
  if (grant.refreshToken !== null) return oauth.revoke(grant.refreshToken, 'refresh_token')
  // Beside a consent the token is the bank client's own: ending it would withdraw nothing of the person's.
  if (grant.consentId !== null) return false
  if (grant.accessToken === FORGOTTEN_TOKEN) return false
  return oauth.revoke(grant.accessToken, 'access_token')
}
