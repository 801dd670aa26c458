import { join } from 'node:path'
import type { BackupConfig, MetricsConfig } from './config.ts'
import type { Environment } from './readEnvironment.ts'

const unitMs = new Map([
  ['m', 60_000],
  ['h', 60 * 60_000],
  ['d', 24 * 60 * 60_000],
])
/** More often would be work without a gain. */
const SHORTEST_MS = 5 * 60_000

export function readBackupConfig(env: Environment, dataDir: string): BackupConfig {
  return {
    everyMs: readEvery(env),
    keep: readKeep(env),
    dir: env.text('SKRIN_BACKUP_DIR') ?? join(dataDir, 'backups'),
  }
}

function readEvery(env: Environment): number | null {
  const text = env.text('SKRIN_BACKUP_EVERY') ?? '24h'
  if (text === 'off') return null
  const [, count, unit = ''] = /^(\d{1,4})([mhd])$/.exec(text) ?? []
  const ms = Number(count) * (unitMs.get(unit) ?? NaN)
  if (ms >= SHORTEST_MS) return ms
  env.problem('SKRIN_BACKUP_EVERY is neither off nor a time like 30m, 24h or 7d (5m at least)')
  return null
}

function readKeep(env: Environment): number {
  const text = env.text('SKRIN_BACKUP_KEEP') ?? '7'
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text)
  env.problem('SKRIN_BACKUP_KEEP is not a number of backups (1 to 9999)')
  return 7
}

export function readMetricsConfig(env: Environment): MetricsConfig | null {
  const text = env.text('SKRIN_METRICS_ADDR')
  if (text === undefined) return null
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? []
  const host = bracketed ?? plain
  if (host !== undefined && Number(port) <= 65_535) return { host, port: Number(port) }
  env.problem('SKRIN_METRICS_ADDR is not a host and port like 127.0.0.1:9464')
  return null
}

/** Back to what was read, e.g. `24h`. */
export function toDuration(ms: number | null): string {
  if (ms === null) return 'off'
  const [unit, size] = [...unitMs].reverse().find(([, size]) => ms % size === 0) ?? ['m', 60_000]
  return `${ms / size}${unit}`
}

export function toAddress({ host, port }: MetricsConfig): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
