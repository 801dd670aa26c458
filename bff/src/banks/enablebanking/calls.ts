import type { BankCall } from '../bank.ts'

/**
 * Everything Skrin may ask of Enable Banking. Payments are not here, so they cannot be sent. Accounts are not passed on:
 * a token is the application's, and opens by their `uid` those of everybody who connects with it.
 */
export const calls = {
  aspsps: {
    method: 'GET',
    path: '/aspsps',
    query: ['country', 'psu_type', 'service'],
    operation: 'aspsps',
    answeredBy: 'service',
    passThrough: true,
  },
  startAuthorization: {
    method: 'POST',
    path: '/auth',
    query: [],
    operation: 'auth',
    answeredBy: 'service',
    passThrough: false,
  },
  createSession: {
    method: 'POST',
    path: '/sessions',
    query: [],
    operation: 'sessions',
    answeredBy: 'service',
    passThrough: false,
  },
  session: {
    method: 'GET',
    path: '/sessions/{sessionId}',
    query: [],
    operation: 'session',
    answeredBy: 'service',
    // Its id opens the accounts to whoever has the key: it stays in the vault.
    passThrough: false,
  },
  endSession: {
    method: 'DELETE',
    path: '/sessions/{sessionId}',
    query: [],
    operation: 'session',
    answeredBy: 'service',
    passThrough: false,
  },
  details: {
    method: 'GET',
    path: '/accounts/{accountId}/details',
    query: [],
    operation: 'details',
    passThrough: false,
  },
  balances: {
    method: 'GET',
    path: '/accounts/{accountId}/balances',
    query: [],
    operation: 'balances',
    passThrough: false,
  },
  transactions: {
    method: 'GET',
    path: '/accounts/{accountId}/transactions',
    query: ['date_from', 'date_to', 'continuation_key', 'transaction_status', 'strategy'],
    operation: 'transactions',
    passThrough: false,
  },
} as const satisfies Readonly<Record<string, BankCall>>
