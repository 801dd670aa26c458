import { accountsAnswer } from '@skrin/shared/api/accounts'
import type { AccountsAnswer } from '@skrin/shared/api/accounts'
import type { View } from '@skrin/shared/api/sharing'
import { callApi } from './apiClient.ts'

export interface Freshness {
  /** `cache`: what is known, at once. Otherwise banks whose figures are not fresh are asked first. */
  prefer?: 'cache' | undefined
  signal?: AbortSignal | undefined
}

export interface AccountsRequest extends Freshness {
  /** `mine`: what one has connected oneself. Otherwise everything one may see. */
  view?: View | undefined
}

export function fetchAccounts(request: AccountsRequest = {}): Promise<AccountsAnswer> {
  const { prefer, view, signal } = request
  return callApi({ path: '/accounts', query: { prefer, view }, schema: accountsAnswer, signal })
}
