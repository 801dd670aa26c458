import type { Bank } from '../bank.ts'
import { fetchAccounts, fetchTransactions } from './api.ts'
import { auth, settings } from './auth.ts'
import { calls } from './calls.ts'
import { clientForm } from './clientForm.ts'
import { classifyRefusal } from './classifyRefusal.ts'
import { manifest } from './manifest.ts'
import { requestHeaders } from './requestHeaders.ts'
import { transfers } from './transfers.ts'

export const aritma: Bank = {
  manifest,
  defaults: { authUrl: 'https://id.aritma.io', apiUrl: 'https://banking.aritma.io/api' },
  settings,
  auth,
  clientForm,
  calls,
  // A bank behind it may refuse a deeper question whole; then it is asked for 90 days.
  history: { firstDays: 730, windowDays: null },
  requestHeaders,
  classifyRefusal,
  fetchAccounts,
  fetchTransactions,
  transfers,
}
