import type { BankAuth } from '../bank.ts'
import { consent } from './consent.ts'

export const auth: BankAuth = {
  grant: () => 'self_signed',
  server: {
    issuer: 'enablebanking.com',
    audience: 'api.enablebanking.com',
    // At most 24 hours are taken; every known client uses one.
    lifetimeMs: 60 * 60_000,
  },
  clientAuthentication: 'private_key',
  scope: () => undefined,
  // There is no authorization request of ours: the service makes it, with its own client at the bank.
  pkce: () => false,
  consent,
}
