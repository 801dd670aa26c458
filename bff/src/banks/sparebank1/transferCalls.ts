import type { BankCall } from '../bank.ts'

/** From the portal's OpenAPI file of January 2026. Into a pension agreement is left out: that is no account. */
export const transferCalls = {
  debit: {
    method: 'POST',
    path: '/transfer/debit',
    query: [],
    operation: 'transfer',
    passThrough: false,
  },
  creditCard: {
    method: 'POST',
    path: '/transfer/creditcard/transferTo',
    query: [],
    operation: 'cardTransfer',
    passThrough: false,
  },
} as const satisfies Record<string, BankCall>
