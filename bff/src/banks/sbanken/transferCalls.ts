import type { BankCall } from '../bank.ts'

/** From the bank's OpenAPI files of both versions (2021). */
export const transferCalls = {
  transfer: {
    method: 'POST',
    path: '/Transfers',
    query: [],
    operation: 'transfer',
    passThrough: false,
  },
} as const satisfies Record<string, BankCall>
