import { account } from '@skrin/shared/api/accounts'
import type { Account } from '@skrin/shared/api/accounts'
import type { Share } from '@skrin/shared/api/sharing'
import type { AccountId } from '@skrin/shared/brand'
import { callApi } from './apiClient.ts'

/** Puts these shares in place of all that were there; none makes the account private. */
export function shareAccount(id: AccountId, shares: readonly Share[]): Promise<Account> {
  return callApi({
    method: 'PUT',
    path: `/accounts/${id}/sharing`,
    body: { shares },
    schema: account,
  })
}
