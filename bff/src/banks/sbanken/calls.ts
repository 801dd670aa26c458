import type { BankCall } from '../bank.ts'

const windowKeys = ['startDate', 'endDate', 'index', 'length']

/** What reading may send. The transfers of this API are apart, in transferCalls.ts. */
export const calls = {
  accounts: {
    method: 'GET',
    path: '/Accounts',
    query: [],
    operation: 'accounts',
    // The answer holds the owners' national identity numbers, which go nowhere.
    passThrough: false,
  },
  statement: {
    method: 'GET',
    path: '/Transactions/{accountId}',
    query: windowKeys,
    operation: 'transactions',
    passThrough: true,
  },
  archive: {
    method: 'GET',
    path: '/Transactions/archive/{accountId}',
    query: windowKeys,
    operation: 'transactions',
    passThrough: true,
  },
} as const satisfies Readonly<Record<string, BankCall>>
