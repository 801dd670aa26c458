import type { Bank } from '../bank.ts'
import { fetchAccounts, fetchTransactions } from './api.ts'
import { auth } from './auth.ts'
import { calls } from './calls.ts'
import { classifyRefusal } from './classifyRefusal.ts'
import { clientForm } from './clientForm.ts'
import { manifest } from './manifest.ts'
import { offers } from './offers.ts'
import { requestHeaders } from './requestHeaders.ts'

const ADDRESS = 'https://api.enablebanking.com'

export const enablebanking: Bank = {
  manifest,
  // There is no authorization server; the one address stands for both.
  defaults: { authUrl: ADDRESS, apiUrl: ADDRESS },
  settings: [],
  auth,
  clientForm,
  calls,
  offers,
  // As far as the bank behind goes, right after the person was there.
  history: { firstDays: 730, windowDays: null },
  requestHeaders,
  classifyRefusal,
  fetchAccounts,
  fetchTransactions,
}
