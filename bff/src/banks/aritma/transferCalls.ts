import type { BankCall } from '../bank.ts'

const common = { query: [], operation: 'payments', passThrough: false } as const

/**
 * From the v4 reference. There the service is `bulk-payments` where it is part of the path, and `bulkPayments` where it is a
 * parameter. Direct debits, signing baskets and giving an approval in a person's name are left out.
 */
export const transferCalls = {
  create: { method: 'POST', path: '/bulk-payments/creditTransfer', ...common },
  payment: { method: 'GET', path: '/bulk-payments/creditTransfer/{paymentId}', ...common },
  authorize: {
    method: 'POST',
    path: '/bulkPayments/creditTransfer/{paymentId}/authorizations',
    ...common,
  },
  cancel: { method: 'DELETE', path: '/bulkPayments/creditTransfer/{paymentId}', ...common },
} as const satisfies Record<string, BankCall>
