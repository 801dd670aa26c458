import type { Bank } from '../bank.ts'
import { fetchAccounts, fetchTransactions } from './api.ts'
import { auth, settings } from './auth.ts'
import { calls } from './calls.ts'
import { clientForm } from './clientForm.ts'
import { manifest } from './manifest.ts'
import { transfers } from './transfers.ts'

/** SpareBank 1's `Personlig klient`: a private person's own accounts, with BankID. */
export const sparebank1: Bank = {
  manifest,
  // The bank's own tutorials use this host; newer clients use https://api.sparebank1.no for the same paths.
  defaults: {
    authUrl: 'https://api-auth.sparebank1.no',
    apiUrl: 'https://api.sparebank1.no/personal/banking',
  },
  settings,
  auth,
  clientForm,
  calls,
  // One question for all accounts, split where it is cut off: a year is one to three of the sixty calls an hour.
  history: { firstDays: 730, windowDays: 365 },
  // Accounts also come as v4 and v5, transactions as v1 only: one version for all.
  requestHeaders: () => ({ accept: 'application/vnd.sparebank1.v1+json; charset=utf-8' }),
  fetchAccounts,
  fetchTransactions,
  transfers,
}
