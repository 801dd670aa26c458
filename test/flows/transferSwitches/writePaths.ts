import type { RegisteredBankId } from '@skrin/bff/banks/registry'

export interface WritePath {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the bank's address, as its documentation has it; ids are made up. */
  readonly path: string
}

const payment = 'private-se-domestic-own-credit-transfers'

/**
 * Every call that a bank documents as moving money, letting it move, or changing something about payments: what Skrin knows
 * of them and what it does not. A bank that is added here without its list does not compile.
 */
export const writePaths: Readonly<Record<RegisteredBankId, readonly WritePath[]>> = {
  // The portal's OpenAPI file of January 2026.
  sparebank1: [
    { method: 'POST', path: '/transfer/debit' },
    { method: 'POST', path: '/transfer/creditcard/transferTo' },
    { method: 'POST', path: '/transfer/pension' },
  ],
  // The OpenAPI files of both versions.
  sbanken: [
    { method: 'POST', path: '/Transfers' },
    { method: 'POST', path: '/Transfers/account-1' },
    { method: 'POST', path: '/Payments/account-1' },
    { method: 'PUT', path: '/Payments/account-1/payment-1' },
    { method: 'DELETE', path: '/Payments/account-1/payment-1' },
    { method: 'POST', path: '/EFakturas' },
    { method: 'POST', path: '/Efaktura' },
    { method: 'PUT', path: '/Efaktura/efaktura-1' },
    { method: 'POST', path: '/StandingOrders/account-1' },
    { method: 'DELETE', path: '/StandingOrders/account-1' },
  ],
  // Payment Initiation private v1 and its forerunner v8, Signing External 1.0.0.
  seb: [
    { method: 'POST', path: `/payments/${payment}` },
    { method: 'POST', path: '/payments/swedish-domestic-private-own-accounts-transfers' },
    { method: 'POST', path: '/payments/private-se-domestic-giro-payments' },
    { method: 'DELETE', path: `/payments/${payment}/payment-1` },
    { method: 'POST', path: `/payments/${payment}/payment-1/authorisations` },
    { method: 'PUT', path: `/payments/${payment}/payment-1/authorisations/authorisation-1` },
    { method: 'POST', path: '/signing-orders' },
    { method: 'POST', path: '/signing-baskets' },
    { method: 'POST', path: '/signing-baskets/basket-1/authorisations' },
    { method: 'DELETE', path: '/signing-baskets/basket-1' },
    { method: 'PATCH', path: '/payments/mock/resetall' },
  ],
  // The v4 reference, both spellings of the service, and what v3 called it.
  aritma: [
    { method: 'POST', path: '/bulk-payments/creditTransfer' },
    { method: 'POST', path: '/bulk-payments/directDebit' },
    { method: 'POST', path: '/bulkPayments/creditTransfer/payment-1/authorizations' },
    { method: 'PUT', path: '/bulkPayments/creditTransfer/payment-1/authorizations/auth-1' },
    { method: 'DELETE', path: '/bulkPayments/creditTransfer/payment-1' },
    { method: 'POST', path: '/payments/creditTransfer' },
    { method: 'POST', path: '/payments/creditTransfer/payment-1/authorizations' },
    { method: 'POST', path: '/signingBaskets' },
    { method: 'POST', path: '/signingBaskets/basket-1/authorizations' },
    { method: 'DELETE', path: '/signingBaskets/basket-1' },
    { method: 'POST', path: '/api/v3/payments' },
  ],
  // The reference of the API, payment initiation.
  enablebanking: [
    { method: 'POST', path: '/payments' },
    { method: 'DELETE', path: '/payments/payment-1' },
    { method: 'POST', path: '/payments/payment-1/submit' },
  ],
}

/** How somebody might write a path so that a list of paths does not know it again. */
export function spell(path: string): string[] {
  const inner = path.slice(1)
  const [first = ''] = inner
  const hidden = `%${first.charCodeAt(0).toString(16)}`
  return [
    path,
    `${path}/`,
    `/${path}`,
    `/.${path}`,
    `/accounts/..${path}`,
    `/accounts/%2e%2e${path}`,
    `/accounts/%2e%2e%2f${inner.replaceAll('/', '%2f')}`,
    `/accounts/a%5c..${path}`,
    `/${inner.replaceAll('/', '%2f')}`,
    `/${hidden}${inner.slice(1)}`,
    path.toUpperCase(),
    `${path};v=1`,
    `${path}?_method=POST&method=POST`,
    `${path}%00`,
    `${path}%0d%0aX-HTTP-Method-Override:%20POST`,
  ]
}
