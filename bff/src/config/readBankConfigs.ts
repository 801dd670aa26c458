import { readSigningKey, wrongKeyWords } from '../auth/readSigningKey.ts'
import type { Bank, BankSetting } from '../banks/bank.ts'
import type { BankClient, BankConfig } from './config.ts'
import type { Environment } from './readEnvironment.ts'
import { readUrl, withoutSlash } from './readUrl.ts'
import { Secret } from './secret.ts'

export interface BankConfigs {
  readonly configs: ReadonlyMap<string, BankConfig>
  readonly clients: ReadonlyMap<string, BankClient>
  readonly bankSecrets: ReadonlyMap<string, ReadonlyMap<string, Secret>>
}

export function prefixOf(bank: Bank): string {
  return `SKRIN_${bank.manifest.id.toUpperCase()}`
}

/** Every variable that a bank may have. */
export function commonBankNames(bank: Bank): string[] {
  const prefix = prefixOf(bank)
  const own = bank.settings.flatMap(({ name, secret }) =>
    secret ? [name, `${name}_FILE`] : [name],
  )
  const common = ['CLIENT_ID', 'CLIENT_SECRET', 'CLIENT_SECRET_FILE', 'AUTH_URL', 'API_URL']
  return [...common, ...own].map((name) => `${prefix}_${name}`)
}

export function readBankConfigs(env: Environment, banks: readonly Bank[]): BankConfigs {
  const configs = new Map<string, BankConfig>()
  const clients = new Map<string, BankClient>()
  const bankSecrets = new Map<string, ReadonlyMap<string, Secret>>()
  for (const bank of banks) {
    const { id } = bank.manifest
    configs.set(id, {
      authUrl: readAddress(env, `${prefixOf(bank)}_AUTH_URL`, bank.defaults.authUrl),
      apiUrl: readAddress(env, `${prefixOf(bank)}_API_URL`, bank.defaults.apiUrl),
      settings: readPlainSettings(env, bank),
    })
    bankSecrets.set(id, readSecretSettings(env, bank))
    const client = readClient(env, bank)
    if (client) clients.set(id, client)
  }
  return { configs, clients, bankSecrets }
}

function readAddress<T extends string | undefined>(
  env: Environment,
  name: string,
  fallback: T,
): string | T {
  const text = env.text(name)
  if (text === undefined) return fallback
  const url = readUrl(text)
  if (typeof url !== 'string') return withoutSlash(url)
  env.problem(`${name} ${url}`)
  return fallback
}

function readClient(env: Environment, bank: Bank): BankClient | null {
  const prefix = prefixOf(bank)
  const id = env.text(`${prefix}_CLIENT_ID`)
  const secret = env.secret(`${prefix}_CLIENT_SECRET`)
  if (id === undefined && secret === undefined) return null
  if (id === undefined) env.problem(`${prefix}_CLIENT_SECRET is set but ${prefix}_CLIENT_ID is not`)
  if (secret === undefined)
    env.problem(`${prefix}_CLIENT_ID is set but ${prefix}_CLIENT_SECRET is not`)
  if (secret !== undefined && bank.auth.clientAuthentication === 'private_key')
    checkKey(env, `${prefix}_CLIENT_SECRET`, secret)
  return id !== undefined && secret !== undefined ? { id, secret: new Secret(secret) } : null
}

function checkKey(env: Environment, name: string, secret: string): void {
  const read = readSigningKey(secret)
  if (!read.ok) env.problem(`${name} ${wrongKeyWords[read.wrong]}`)
}

function readPlainSettings(env: Environment, bank: Bank): Record<string, string | undefined> {
  const settings: Record<string, string | undefined> = {}
  for (const setting of bank.settings.filter(({ secret }) => !secret)) {
    const name = `${prefixOf(bank)}_${setting.name}`
    const value = setting.isAddress
      ? readAddress(env, name, setting.fallback)
      : (env.text(name) ?? setting.fallback)
    checkSetting(env, name, { setting, value })
    settings[setting.name] = value
  }
  return settings
}

function readSecretSettings(env: Environment, bank: Bank): Map<string, Secret> {
  const secrets = new Map<string, Secret>()
  for (const setting of bank.settings.filter(({ secret }) => secret)) {
    const name = `${prefixOf(bank)}_${setting.name}`
    const value = env.secret(name)
    checkSetting(env, name, { setting, value })
    if (value !== undefined) secrets.set(setting.name, new Secret(value))
  }
  return secrets
}

function checkSetting(
  env: Environment,
  name: string,
  { setting, value }: { setting: BankSetting; value: string | undefined },
): void {
  const wrong = value === undefined ? null : (setting.check?.(value) ?? null)
  if (wrong !== null) env.problem(`${name} ${wrong}`)
}
