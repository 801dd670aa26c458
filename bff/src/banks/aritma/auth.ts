import type { BankAuth, BankSetting } from '../bank.ts'
import { consent } from './consent.ts'

/** The quickstart's scopes; the reference says `api` instead (developer.aritma.com, v4). Neither can pay. */
const READING = 'banking.channel.psd2 banking.ais.read'

/** “Access to Banking API's”, by v4's page on authentication: to all of them, for none of payments alone is described. */
export const PAYING = 'api'

/** RFC 6749 §3.3 */
const scopePattern = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/

/** Aritma names these too, for its other services. */
const refusedGrants: Readonly<Record<string, string>> = {
  password:
    'must not be password: RFC 9700 forbids this grant, for it hands the person’s password to the program, which is what a backend-for-frontend is there to prevent',
  implicit:
    'must not be implicit: RFC 9700 forbids this grant, for it hands tokens to the browser, which is what a backend-for-frontend is there to prevent',
  authorization_code:
    'must be client_credentials: a person gives access to their accounts on the consent page, not by signing in to Aritma',
}

const checkScope = (value: string) =>
  scopePattern.test(value) ? null : 'must be scope names with single spaces'

export const settings: readonly BankSetting[] = [
  {
    name: 'SCOPE',
    secret: false,
    description: 'scopes to ask for, separated by spaces, as agreed with Aritma',
    fallback: READING,
    check: checkScope,
  },
  {
    name: 'TRANSFER_SCOPE',
    secret: false,
    description: 'scopes to ask for instead while moving money is turned on, as agreed with Aritma',
    fallback: PAYING,
    check: checkScope,
  },
  {
    name: 'GRANT',
    secret: false,
    description: 'client_credentials; password and implicit are refused (RFC 9700)',
    fallback: 'client_credentials',
    check: (value) =>
      value === 'client_credentials'
        ? null
        : (refusedGrants[value] ?? 'must be client_credentials'),
  },
]

export const auth: BankAuth = {
  grant: () => 'client_credentials',
  server: 'discovery',
  // In the body in all of Aritma's samples; its identity server documents Basic as well.
  clientAuthentication: 'client_secret_post',
  scope: (values) => values['SCOPE'] ?? READING,
  pkce: () => true,
  consent,
}
