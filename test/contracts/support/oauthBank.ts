import type { Bank, BankAuth } from '@skrin/bff/banks/bank'
import { parseLocalDate } from '@skrin/shared/dates'

/** A bank that is nothing but its OAuth, for tests of the layer below all banks. */
export function oauthBank(auth: Partial<BankAuth> = {}): Bank {
  const words = { en: '', nb: '', sv: '' }
  return {
    manifest: {
      id: 'testbank',
      name: 'Test bank',
      countries: ['NO'],
      timeZone: 'Europe/Oslo',
      status: 'live',
      about: words,
      connecting: words,
      disconnecting: words,
      access: 'redirect',
      choices: [],
      capabilities: {
        pending: true,
        cards: true,
        historyDays: null,
        transfers: false,
        certificate: false,
      },
      renewalDays: null,
      limits: [],
      documentation: { url: 'https://bank.example', checkedOn: parseLocalDate('2026-11-01') },
    },
    defaults: { authUrl: 'https://bank.example', apiUrl: 'https://bank.example' },
    history: { firstDays: 730, windowDays: null },
    settings: [],
    auth: {
      grant: () => 'authorization_code',
      server: (authUrl) => ({
        issuer: authUrl,
        tokenEndpoint: `${authUrl}/token`,
        authorizationEndpoint: `${authUrl}/authorize`,
        revocationEndpoint: `${authUrl}/revoke`,
      }),
      clientAuthentication: 'client_secret_post',
      scope: () => undefined,
      pkce: () => true,
      ...auth,
    },
    clientForm: {
      idName: words,
      secretName: words,
      getting: words,
      url: null,
      wantsRedirectAddress: false,
    },
    calls: {},
    requestHeaders: () => ({}),
    fetchAccounts: () => Promise.resolve({ accounts: [], complete: true }),
    fetchTransactions: () => Promise.resolve({ accounts: [] }),
  }
}
