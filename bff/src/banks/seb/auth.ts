import { instantMs, toInstant } from '@skrin/shared/dates'
import type { BankAuth, BankSetting } from '../bank.ts'
import { manifest } from './manifest.ts'
import { transferSettings } from './transferSettings.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export const settings: readonly BankSetting[] = [
  {
    name: 'AIS_VERSION',
    secret: false,
    description:
      'version of the account API behind the API address, v8 or v7: it decides the sign of pending rows',
    fallback: 'v8',
    check: (value) => (['v7', 'v8'].includes(value) ? null : 'must be v7 or v8'),
  },
  {
    name: 'PKCE',
    secret: false,
    description:
      'on or off; off only if SEB refuses the PKCE parameters, which it does not document',
    fallback: 'on',
    check: (value) => (['on', 'off'].includes(value) ? null : 'must be on or off'),
  },
  {
    name: 'PFX_FILE',
    secret: false,
    description: 'client certificate and key (PKCS #12) for the hosts that ask for mutual TLS',
  },
  {
    name: 'PFX_PASSPHRASE',
    secret: true,
    description: 'passphrase of the PFX file',
  },
  ...transferSettings,
]

export const auth: BankAuth = {
  grant: () => 'authorization_code',
  server: (authUrl) => ({
    issuer: authUrl,
    authorizationEndpoint: `${authUrl}/mga/sps/oauth/oauth20/authorize`,
    tokenEndpoint: `${authUrl}/mga/sps/oauth/oauth20/token`,
  }),
  // "Send client credentials in body" (developer.sebgroup.com, getting started).
  clientAuthentication: 'client_secret_post',
  // psd2_payments only where somebody turned moving money on: see transfers.ts.
  scope: () => 'psd2_accounts',
  pkce: (settings) => settings['PKCE'] !== 'off',
  clientCertificate: { fileSetting: 'PFX_FILE', passphraseSetting: 'PFX_PASSPHRASE' },
  // The token answer does not tell. The law ends every grant at the latest after these days.
  renewBy: ({ connectedAt }) =>
    manifest.renewalDays === null
      ? null
      : toInstant(instantMs(connectedAt) + manifest.renewalDays * DAY_MS),
}
