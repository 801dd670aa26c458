import type { BankCall } from '../bank.ts'

/** Everything that reading asks of Aritma's Banking API v4. Payments are in a list of their own. */
export const calls = {
  createConsent: {
    method: 'POST',
    path: '/consents',
    query: [],
    operation: 'consents',
    passThrough: false,
  },
  consent: {
    method: 'GET',
    path: '/consents/{consentId}',
    query: [],
    operation: 'consents',
    // The answer may hold the link that the person goes through, and the consent's id.
    passThrough: false,
  },
  accounts: {
    method: 'GET',
    path: '/accounts',
    query: ['withBalance', 'bban', 'iban', 'search', 'cursor'],
    operation: 'accounts',
    passThrough: true,
  },
  account: {
    method: 'GET',
    path: '/accounts/{accountId}',
    query: ['withBalance'],
    operation: 'account',
    passThrough: true,
  },
  balances: {
    method: 'GET',
    path: '/accounts/{accountId}/balances',
    query: ['dateFrom', 'cursor', 'type'],
    operation: 'balances',
    passThrough: true,
  },
  transactions: {
    method: 'GET',
    path: '/accounts/{accountId}/transactions',
    query: ['dateFrom', 'dateTo', 'bookingStatus', 'cursor'],
    operation: 'transactions',
    passThrough: true,
  },
  transaction: {
    method: 'GET',
    path: '/accounts/{accountId}/transactions/{transactionId}',
    query: [],
    operation: 'transaction',
    passThrough: true,
  },
} as const satisfies Readonly<Record<string, BankCall>>
