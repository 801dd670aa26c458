import type { Bank } from '../bank.ts'
import { fetchAccounts, fetchTransactions } from './api.ts'
import { auth, settings } from './auth.ts'
import { calls } from './calls.ts'
import { clientForm } from './clientForm.ts'
import { classifyRefusal } from './classifyRefusal.ts'
import { manifest } from './manifest.ts'
import { requestHeaders } from './requestHeaders.ts'
import { transfers } from './transfers.ts'

export const seb: Bank = {
  manifest,
  defaults: {
    authUrl: 'https://api-sandbox.sebgroup.com',
    apiUrl: 'https://api-sandbox.sebgroup.com/ais/v8/identified2',
  },
  settings,
  auth,
  clientForm,
  calls,
  ibanCode: '500',
  // Read page by page from the newest: what there is costs, however deep the question.
  history: { firstDays: 3650, windowDays: null },
  requestHeaders,
  classifyRefusal,
  fetchAccounts,
  fetchTransactions,
  transfers,
}
