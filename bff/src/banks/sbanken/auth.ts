import type { BankAuth } from '../bank.ts'

export const auth: BankAuth = {
  grant: () => 'client_credentials',
  server: (authUrl) => ({ issuer: authUrl, tokenEndpoint: `${authUrl}/connect/token` }),
  // Both halves form-encoded before base64, enforced since September 2018 (README of Sbanken/api-examples).
  clientAuthentication: 'client_secret_basic',
  // None asked for: the bank then gives all that the client was given in the portal.
  scope: () => undefined,
  pkce: () => false,
}
