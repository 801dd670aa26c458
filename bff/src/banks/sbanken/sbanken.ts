import type { Bank } from '../bank.ts'
import { fetchAccounts, fetchTransactions } from './api.ts'
import { auth } from './auth.ts'
import { calls } from './calls.ts'
import { clientForm } from './clientForm.ts'
import { manifest } from './manifest.ts'
import { transfers } from './transfers.ts'

export const sbanken: Bank = {
  manifest,
  defaults: {
    authUrl: 'https://auth.sbanken.no/identityserver',
    apiUrl: 'https://publicapi.sbanken.no/apibeta/api/v2',
  },
  settings: [],
  auth,
  clientForm,
  calls,
  // As long as one question may span.
  history: { firstDays: 730, windowDays: 365 },
  requestHeaders: () => ({ accept: 'application/json' }),
  fetchAccounts,
  fetchTransactions,
  transfers,
}
