import { closest, distance } from 'fastest-levenshtein'
import ipaddr from 'ipaddr.js'
import type { Bank } from '../banks/bank.ts'
import { logLevels } from './config.ts'
import type { Config, LogLevel, Secrets, TransfersConfig } from './config.ts'
import { readBackupConfig, readMetricsConfig } from './readOperations.ts'
import { commonBankNames, readBankConfigs } from './readBankConfigs.ts'
import { readDatabaseUrl } from './readDatabaseUrl.ts'
import { readEnvironment } from './readEnvironment.ts'
import type { Environment } from './readEnvironment.ts'
import { noticeNames, NTFY_TOKEN, readNotices, SMTP_URL } from './readNotices.ts'
import { Secret } from './secret.ts'
import { readSso, SSO_SECRET, ssoNames } from './readSso.ts'
import { isLoopback, readUrl } from './readUrl.ts'

export type ConfigResult =
  | { readonly ok: true; readonly config: Config; readonly secrets: Secrets }
  | { readonly ok: false; readonly problems: readonly string[] }

type Variables = Readonly<Record<string, string | undefined>>

/** Every setting that is no secret and no bank's. */
export const plainNames = [
  'SKRIN_PUBLIC_URL',
  'SKRIN_HOST',
  'SKRIN_PORT',
  'SKRIN_DATA_DIR',
  'SKRIN_TRUSTED_PROXIES',
  'SKRIN_DEMO',
  'SKRIN_LOG_LEVEL',
  'SKRIN_SYNC',
  'SKRIN_TRANSFERS',
  'SKRIN_TRANSFER_LIMIT',
  'SKRIN_BACKUP_EVERY',
  'SKRIN_BACKUP_KEEP',
  'SKRIN_BACKUP_DIR',
  'SKRIN_METRICS_ADDR',
  ...ssoNames,
  ...noticeNames,
]
const secretNames = ['SKRIN_KEY', 'SKRIN_DATABASE_URL', SSO_SECRET, SMTP_URL, NTFY_TOKEN]

/** The only reader of the environment. Lists every problem at once; makes nothing and changes nothing. */
export function readConfig(variables: Variables, banks: readonly Bank[]): ConfigResult {
  const env = readEnvironment(variables)
  refuseUnknownNames(variables, env, banks)
  if (variables['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    env.problem('NODE_TLS_REJECT_UNAUTHORIZED=0 would accept any certificate as a bank’s; unset it')
  }
  const port = readPort(env)
  const publicUrl = readPublicUrl(env, port ?? 3000)
  const { configs, clients, bankSecrets } = readBankConfigs(env, banks)
  const databaseUrl = readDatabaseUrl(env)
  const key = readKey(env)
  const { sso, ssoSecret } = readSso(env)
  const { mail, smtpUrl, push, pushToken } = readNotices(env)
  const dataDir = env.text('SKRIN_DATA_DIR') ?? './data'
  const config: Config = {
    publicUrl,
    host: env.text('SKRIN_HOST') ?? (isLoopback(publicUrl.hostname) ? '127.0.0.1' : '0.0.0.0'),
    port:
      port ?? (isLoopback(publicUrl.hostname) && publicUrl.port ? Number(publicUrl.port) : 3000),
    dataDir,
    databaseUrl: databaseUrl ? 'postgres' : 'sqlite',
    keyFile: env.text('SKRIN_KEY_FILE') ?? null,
    trustedProxies: readTrustedProxies(env),
    demo: readDemo(env, databaseUrl),
    logLevel: readChoice<LogLevel>(env, 'SKRIN_LOG_LEVEL', [
      'info',
      ...logLevels.filter((level) => level !== 'info'),
    ]),
    sync: readChoice(env, 'SKRIN_SYNC', ['on', 'off']),
    transfers: readTransfers(env),
    backups: readBackupConfig(env, dataDir),
    metrics: readMetricsConfig(env),
    sso,
    mail,
    push,
    banks: configs,
  }
  if (databaseUrl) checkBesideDatabase(env, config, key)
  if (env.problems.length > 0) return { ok: false, problems: env.problems }
  return {
    ok: true,
    config,
    secrets: {
      key,
      databaseUrl,
      sso: ssoSecret,
      smtpUrl,
      pushToken,
      bankClients: clients,
      bankSettings: bankSecrets,
    },
  }
}

function refuseUnknownNames(variables: Variables, env: Environment, banks: readonly Bank[]): void {
  const known = new Set([...plainNames, ...secretNames.flatMap((name) => [name, `${name}_FILE`])])
  for (const bank of banks) {
    for (const name of commonBankNames(bank)) known.add(name)
  }
  for (const name of Object.keys(variables)) {
    if (!name.startsWith('SKRIN_') || known.has(name)) continue
    const nearest = closest(name, [...known])
    const hint = distance(name, nearest) <= 4 ? `; did you mean ${nearest}?` : ''
    env.problem(`${name} is not a setting of Skrin${hint}`)
  }
}

function readPublicUrl(env: Environment, port: number): URL {
  const fallback = new URL(`http://localhost:${port}`)
  const text = env.text('SKRIN_PUBLIC_URL')
  if (text === undefined) return fallback
  const url = readUrl(text)
  if (typeof url === 'string') {
    env.problem(`SKRIN_PUBLIC_URL ${url}`)
    return fallback
  }
  if (url.pathname !== '/') {
    env.problem('SKRIN_PUBLIC_URL must not have a path; give Skrin a host name of its own')
    return fallback
  }
  return url
}

/** null: not set, or wrong and noted. */
function readPort(env: Environment): number | null {
  const name = env.text('SKRIN_PORT') === undefined ? 'PORT' : 'SKRIN_PORT'
  const text = env.text(name)
  if (text === undefined) return null
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  env.problem(`${name} is not a port number (0 to 65535)`)
  return null
}

const usualLimit = '20000'

/** Off unless the host says `on`; the limit is one person's for a day, in kroner or what else the account is in. */
function readTransfers(env: Environment): TransfersConfig | null {
  const isOn = readChoice(env, 'SKRIN_TRANSFERS', ['off', 'on']) === 'on'
  const text = env.text('SKRIN_TRANSFER_LIMIT') ?? usualLimit
  if (!/^[1-9]\d{0,8}$/.test(text))
    env.problem('SKRIN_TRANSFER_LIMIT must be a whole number from 1 to 999999999')
  return isOn ? { dailyLimit: Number(text) } : null
}

/** Replicas share the database, so they must share the key; and invented people have no place in it. */
function checkBesideDatabase(
  env: Environment,
  { keyFile, demo }: Config,
  key: Secret | null,
): void {
  if (key === null && keyFile === null) {
    env.problem(
      'SKRIN_DATABASE_URL needs SKRIN_KEY or SKRIN_KEY_FILE, the same for every replica; make one with: openssl rand -base64 32',
    )
  }
  if (demo === 'on')
    env.problem(
      'SKRIN_DEMO=on and SKRIN_DATABASE_URL exclude each other; the demo lives in a data folder',
    )
}

function readKey(env: Environment): Secret | null {
  if (env.text('SKRIN_KEY_FILE') !== undefined && env.text('SKRIN_KEY') === undefined) return null
  const text = env.secret('SKRIN_KEY')
  if (text === undefined) return null
  if (isKey(text)) return new Secret(text)
  env.problem('SKRIN_KEY is not 32 bytes in base64; make one with: openssl rand -base64 32')
  return null
}

export function isKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, 'base64').length === 32
}

function readTrustedProxies(env: Environment): string[] {
  const list = (env.text('SKRIN_TRUSTED_PROXIES') ?? '').split(',').map((item) => item.trim())
  const proxies = list.filter((item) => item !== '')
  for (const proxy of proxies) {
    if (!ipaddr.isValid(proxy) && !ipaddr.isValidCIDR(proxy)) {
      env.problem(
        'SKRIN_TRUSTED_PROXIES holds something that is neither an address nor a CIDR range (10.0.0.0/8)',
      )
    } else if (proxy.endsWith('/0')) {
      env.problem(
        'SKRIN_TRUSTED_PROXIES must not trust everybody (/0): anyone could then forge their address',
      )
    }
  }
  return proxies
}

/** `auto` looks for the demo in the data folder: with a database elsewhere there is none. */
function readDemo(env: Environment, databaseUrl: Secret | null): Config['demo'] {
  const demo = readChoice(env, 'SKRIN_DEMO', ['auto', 'on', 'off'])
  return demo === 'auto' && databaseUrl ? 'off' : demo
}

/** The first option is the default. */
function readChoice<T extends string>(
  env: Environment,
  name: string,
  options: readonly [T, ...T[]],
): T {
  const text = env.text(name)
  if (text === undefined) return options[0]
  const option = options.find((item) => item === text)
  if (option === undefined) env.problem(`${name} is none of ${options.join(', ')}`)
  return option ?? options[0]
}
