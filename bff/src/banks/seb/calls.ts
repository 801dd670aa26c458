import type { BankCall } from '../bank.ts'

/** Everything Skrin may ask of SEB's account API. Payments are not here, so reading cannot send them. */
export const calls = {
  accounts: {
    method: 'GET',
    path: '/accounts',
    query: ['withBalance'],
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
    query: [],
    operation: 'balances',
    passThrough: true,
  },
  transactions: {
    method: 'GET',
    path: '/accounts/{accountId}/transactions',
    // The last two come from the bank's own links to the next page, v8 and v7.
    query: ['bookingStatus', 'dateFrom', 'dateTo', 'paginationKey', 'transactionSequenceNumber'],
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
