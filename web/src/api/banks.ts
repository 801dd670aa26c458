import { banksAnswer, choicesAnswer } from '@skrin/shared/api/banks'
import type { BanksAnswer, ChoicesAnswer, Country } from '@skrin/shared/api/banks'
import { callApi } from './apiClient.ts'

export function fetchBanks(signal?: AbortSignal): Promise<BanksAnswer> {
  return callApi({ path: '/banks', schema: banksAnswer, signal })
}

interface ChoicesWish {
  readonly bank: string
  readonly country: Country
}

/** What can be chosen at a bank that knows its options itself. */
export function fetchChoices(
  { bank, country }: ChoicesWish,
  signal?: AbortSignal,
): Promise<ChoicesAnswer> {
  return callApi({
    path: `/banks/${bank}/choices`,
    query: { country },
    schema: choicesAnswer,
    signal,
  })
}
