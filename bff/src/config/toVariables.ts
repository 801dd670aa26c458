import type { Bank } from '../banks/bank.ts'
import type { Config, MailConfig, Secrets, SsoConfig } from './config.ts'
import { prefixOf } from './readBankConfigs.ts'
import { toAddress, toDuration } from './readOperations.ts'
import { NTFY_TOKEN, SMTP_URL } from './readNotices.ts'
import { SSO_SECRET } from './readSso.ts'
import { withoutSlash } from './readUrl.ts'

/** The configuration as it is in effect, defaults included, as the variables that would give it: no secret among them. */
export function toVariables(config: Config, banks: readonly Bank[]): Record<string, string> {
  return {
    SKRIN_PUBLIC_URL: withoutSlash(config.publicUrl),
    SKRIN_HOST: config.host,
    SKRIN_PORT: String(config.port),
    SKRIN_DATA_DIR: config.dataDir,
    SKRIN_TRUSTED_PROXIES: config.trustedProxies.join(','),
    SKRIN_DEMO: config.demo,
    SKRIN_LOG_LEVEL: config.logLevel,
    SKRIN_SYNC: config.sync,
    SKRIN_TRANSFERS: config.transfers ? 'on' : 'off',
    ...(config.transfers && { SKRIN_TRANSFER_LIMIT: String(config.transfers.dailyLimit) }),
    SKRIN_BACKUP_EVERY: toDuration(config.backups.everyMs),
    SKRIN_BACKUP_KEEP: String(config.backups.keep),
    SKRIN_BACKUP_DIR: config.backups.dir,
    ...(config.metrics && { SKRIN_METRICS_ADDR: toAddress(config.metrics) }),
    ...(config.keyFile !== null && { SKRIN_KEY_FILE: config.keyFile }),
    ...(config.sso && toSsoVariables(config.sso)),
    ...(config.mail && { SKRIN_MAIL_FROM: toFrom(config.mail) }),
    ...(config.push && { SKRIN_NTFY_URL: withoutSlash(config.push.server) }),
    ...Object.fromEntries(banks.flatMap((bank) => toBankVariables(config, bank))),
  }
}

function toFrom({ from: { name, address } }: MailConfig): string {
  return `${name} <${address}>`
}

function toSsoVariables({ issuer, clientId, name, scopes, hosts }: SsoConfig) {
  return {
    SKRIN_OIDC_ISSUER: issuer.href,
    SKRIN_OIDC_CLIENT_ID: clientId,
    SKRIN_OIDC_NAME: name,
    SKRIN_OIDC_SCOPES: scopes,
    SKRIN_OIDC_HOSTS: hosts.join(','),
  }
}

function toBankVariables({ banks }: Config, bank: Bank): [string, string][] {
  const bankConfig = banks.get(bank.manifest.id)
  if (!bankConfig) return []
  const { authUrl, apiUrl, settings } = bankConfig
  return Object.entries({ AUTH_URL: authUrl, API_URL: apiUrl, ...settings }).flatMap(
    ([name, value]) => (value === undefined ? [] : [[`${prefixOf(bank)}_${name}`, value]]),
  )
}

/** The names of what is set and never printed. */
export function listSecretNames(secrets: Secrets, banks: readonly Bank[]): string[] {
  const ofBanks = banks.flatMap((bank) => {
    const { id } = bank.manifest
    const client = secrets.bankClients.has(id) ? ['CLIENT_ID', 'CLIENT_SECRET'] : []
    const settings = [...(secrets.bankSettings.get(id)?.keys() ?? [])]
    return [...client, ...settings].map((name) => `${prefixOf(bank)}_${name}`)
  })
  return [
    ...(secrets.key ? ['SKRIN_KEY'] : []),
    ...(secrets.databaseUrl ? ['SKRIN_DATABASE_URL'] : []),
    ...(secrets.sso ? [SSO_SECRET] : []),
    ...(secrets.smtpUrl ? [SMTP_URL] : []),
    ...(secrets.pushToken ? [NTFY_TOKEN] : []),
    ...ofBanks,
  ]
}
