import type { BankSettings } from '../banks/bank.ts'
import type { Secret } from './secret.ts'

/** Everything that may be printed. Made only by `readConfig`. */
export interface Config {
  /** Without trailing slash; its path is the base path. */
  readonly publicUrl: URL
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly databaseUrl: 'sqlite' | 'postgres'
  /** null: made in the data folder on first start. */
  readonly keyFile: string | null
  readonly trustedProxies: readonly string[]
  readonly demo: 'auto' | 'on' | 'off'
  readonly logLevel: LogLevel
  /** Whether the banks are asked also while nobody looks. */
  readonly sync: 'on' | 'off'
  /** Whether people may turn on moving money, and how much a day; null: nobody can. */
  readonly transfers: TransfersConfig | null
  readonly backups: BackupConfig
  /** Where Prometheus asks; null: nowhere. */
  readonly metrics: MetricsConfig | null
  /** The household's OpenID provider; null: none. */
  readonly sso: SsoConfig | null
  /** Where e-mail is handed over; null: none is sent. */
  readonly mail: MailConfig | null
  /** The ntfy server of the host; null: none. */
  readonly push: PushConfig | null
  /** By bank id, for the banks that are configured or not: addresses and settings stand for all. */
  readonly banks: ReadonlyMap<string, BankConfig>
}

export interface TransfersConfig {
  /** Of one person, in whole units of each currency. */
  readonly dailyLimit: number
}

export interface BackupConfig {
  /** null: only when somebody asks for one. */
  readonly everyMs: number | null
  /** How many scheduled ones are kept. */
  readonly keep: number
  readonly dir: string
}

export interface MetricsConfig {
  readonly host: string
  readonly port: number
}

export interface SsoConfig {
  readonly issuer: URL
  readonly clientId: string
  /** What the button says. */
  readonly name: string
  /** Space-separated, with `openid` among them. */
  readonly scopes: string
  /** Beside the issuer's: where its endpoints may be. */
  readonly hosts: readonly string[]
}

export interface MailConfig {
  readonly host: string
  readonly port: number
  /** none: on this machine only. */
  readonly security: 'tls' | 'starttls' | 'none'
  readonly from: { readonly name: string; readonly address: string }
}

export interface PushConfig {
  readonly server: URL
}

export interface BankConfig {
  readonly authUrl: string
  readonly apiUrl: string
  readonly settings: BankSettings
}

/** Everything that must never be printed; beside `Config` so that a config can be logged and a secret cannot. */
export interface Secrets {
  /** From SKRIN_KEY; null when it comes from a file. */
  readonly key: Secret | null
  readonly databaseUrl: Secret | null
  /** Of the client at the OpenID provider. */
  readonly sso: Secret | null
  /** SKRIN_SMTP_URL with user and password; null with `Config.mail`. */
  readonly smtpUrl: Secret | null
  readonly pushToken: Secret | null
  /** By bank id; absent where no bank client is configured. */
  readonly bankClients: ReadonlyMap<string, BankClient>
  /** Secret settings by bank id and name. */
  readonly bankSettings: ReadonlyMap<string, ReadonlyMap<string, Secret>>
}

/** An app registration at a bank. */
export interface BankClient {
  readonly id: string
  readonly secret: Secret
}

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]
