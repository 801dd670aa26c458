import { bankClientsAnswer } from '@skrin/shared/api/bankClients'
import type { BankClientsAnswer } from '@skrin/shared/api/bankClients'
import type { BankClientId } from '@skrin/shared/brand'
import * as v from 'valibot'
import { callApi } from './apiClient.ts'

/** One's own, as they may be told: never a secret, of the id only its end. */
export function fetchBankClients(signal?: AbortSignal): Promise<BankClientsAnswer> {
  return callApi({ path: '/bank-clients', schema: bankClientsAnswer, signal })
}

/** Ends the connections that were made with it, and forgets it. */
export async function removeBankClient(id: BankClientId): Promise<void> {
  await callApi({ method: 'DELETE', path: `/bank-clients/${id}`, schema: v.unknown() })
}
