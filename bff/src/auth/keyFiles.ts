import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Config, Secrets } from '../config/config.ts'
import type { Database } from '../store/database.ts'
import { isKeyFitting } from '../store/keyCanary.ts'
import { ensureMasterKey, keyPathOf, readKeyFile } from './masterKey.ts'

/** Where the next key lies while a rotation is under way. */
export function nextKeyPath(path: string): string {
  return `${path}.new`
}

/** On the disk itself before anything is sealed with it. @throws the system's own error */
export function writeNextKey(path: string, key: Buffer): void {
  const next = nextKeyPath(path)
  rmSync(next, { force: true })
  writeFileSync(next, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  flushFolder(path)
}

/** The next key takes the key's place. Gives where the old one lies from now on. */
export function switchKeys(path: string, now: number): string {
  const old = `${path}.old-${new Date(now).toISOString().replace(/[:.]/g, '')}`
  linkSync(path, old)
  renameSync(nextKeyPath(path), path)
  flushFolder(path)
  return old
}

interface Deps {
  readonly config: Config
  readonly secrets: Secrets
  readonly db: Database
}

/**
 * The key to work with. A rotation that was cut short after the database had taken the new key is brought to its end.
 * @throws KeyError
 */
export async function settleMasterKey({ config, secrets, db }: Deps, now: number): Promise<Buffer> {
  const key = ensureMasterKey(config, secrets)
  if (secrets.key || (await isKeyFitting(db, key))) return key
  const path = keyPathOf(config)
  const next = readKeyFile(nextKeyPath(path))
  if (!next || !(await isKeyFitting(db, next))) return key
  switchKeys(path, now)
  return next
}

function flushFolder(path: string): void {
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
