import type { BankCall } from '../bank.ts'

/** From the portal's OpenAPI files of May 2026. Transfers are apart, in transferCalls.ts. */
export const calls = {
  accounts: {
    method: 'GET',
    path: '/accounts',
    query: [
      'includeNokAccounts',
      'includeCurrencyAccounts',
      'includeBsuAccounts',
      'includeCreditCardAccounts',
      'includeAskAccounts',
      'includePensionAccounts',
    ],
    operation: 'accounts',
    passThrough: true,
  },
  /** A read: the account number travels in the body so that it is in no URL. */
  balance: {
    method: 'POST',
    path: '/accounts/balance',
    query: [],
    operation: 'balance',
    passThrough: false,
  },
  account: {
    method: 'GET',
    path: '/accounts/{accountKey}',
    query: [],
    operation: 'account',
    passThrough: true,
  },
  transactions: {
    method: 'GET',
    path: '/transactions',
    query: ['accountKey', 'fromDate', 'toDate', 'rowLimit', 'source'],
    operation: 'transactions',
    passThrough: true,
  },
  transactionDetails: {
    method: 'GET',
    path: '/transactions/{id}/details',
    query: [],
    operation: 'transactionDetails',
    passThrough: true,
  },
} as const satisfies Record<string, BankCall>
