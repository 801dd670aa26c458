import { accountsAnswer } from '@skrin/shared/api/accounts'
import type { AccountsAnswer } from '@skrin/shared/api/accounts'
import { callApi } from './apiClient.ts'

export interface Freshness {
  /** `cache`: what is known, at once. Otherwise banks whose figures are not fresh are asked first. */
  prefer?: 'cache' | undefined
  signal?: AbortSignal | undefined
}

export function fetchAccounts({ prefer, signal }: Freshness = {}): Promise<AccountsAnswer> {
  return callApi({ path: '/accounts', query: { prefer }, schema: accountsAnswer, signal })
}
