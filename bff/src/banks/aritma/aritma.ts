import type { Bank } from '../bank.ts'
import { fetchAccounts, fetchTransactions } from './api.ts'
import { auth, settings } from './auth.ts'
import { calls } from './calls.ts'
import { clientForm } from './clientForm.ts'
import { classifyRefusal } from './classifyRefusal.ts'
import { manifest } from './manifest.ts'
import { requestHeaders } from './requestHeaders.ts'

export const aritma: Bank = {
  manifest,
  defaults: { authUrl: 'https://id.aritma.io', apiUrl: 'https://banking.aritma.io/api' },
  settings,
  auth,
  clientForm,
  calls,
  requestHeaders,
  classifyRefusal,
  fetchAccounts,
  fetchTransactions,
}
