import { banksAnswer } from '@skrin/shared/api/banks'
import type { BanksAnswer } from '@skrin/shared/api/banks'
import { callApi } from './apiClient.ts'

export function fetchBanks(signal?: AbortSignal): Promise<BanksAnswer> {
  return callApi({ path: '/banks', schema: banksAnswer, signal })
}
