import type { BankCall } from '../bank.ts'

/** The only payment product that Skrin knows: from one account of a private person to another of the same person. */
const OWN_TRANSFERS = 'private-se-domestic-own-credit-transfers'

const payment = { query: [], base: 'PIS_URL', passThrough: false } as const
const signingOrders = { path: '/signing-orders', query: [], passThrough: false } as const
const signingOrder = {
  path: '/signing-orders/{authorisationId}',
  query: [],
  passThrough: false,
} as const

/** Payment Initiation, private v1, and Signing External 1.0.0, after the release notes of December 2025 and January 2026. */
export const transferCalls = {
  payment: {
    method: 'POST',
    path: `/payments/${OWN_TRANSFERS}`,
    operation: 'payment',
    ...payment,
  },
  paymentDetails: {
    method: 'GET',
    path: `/payments/${OWN_TRANSFERS}/{paymentId}`,
    operation: 'paymentDetails',
    ...payment,
  },
  paymentStatus: {
    method: 'GET',
    path: `/payments/${OWN_TRANSFERS}/{paymentId}/status`,
    operation: 'paymentStatus',
    ...payment,
  },
  callingOff: {
    method: 'DELETE',
    path: `/payments/${OWN_TRANSFERS}/{paymentId}`,
    operation: 'callingOff',
    ...payment,
  },
  signing: { method: 'POST', operation: 'signing', base: 'SIGN_URL', ...signingOrders },
  signingStatus: { method: 'GET', operation: 'signingStatus', base: 'SIGN_URL', ...signingOrder },
  // Where no address of its own is set, signing is looked for beside the payments: never at another host's default.
  signingBeside: { method: 'POST', operation: 'signing', base: 'PIS_URL', ...signingOrders },
  signingStatusBeside: {
    method: 'GET',
    operation: 'signingStatus',
    base: 'PIS_URL',
    ...signingOrder,
  },
} as const satisfies Readonly<Record<string, BankCall>>
