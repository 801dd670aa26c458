import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config, Secrets } from '../config/config.ts'
import { isKey } from '../config/readConfig.ts'
import { randomId } from '../ids.ts'
import { ensureFolder } from '../store/ensureFolder.ts'

export const KEY_FILE = 'skrin.key'

export class KeyError extends Error {
  override readonly name = 'KeyError'
}

/**
 * The key of the vault: SKRIN_KEY, or a file of one line, made on the first start. Beside the database, never in it: a
 * copy of the database alone opens nothing.
 * @throws KeyError with one line for the person who starts the program; it never holds the key
 */
export function ensureMasterKey(config: Config, secrets: Secrets): Buffer {
  const existing = findMasterKey(config, secrets)
  if (existing) return existing
  if (config.keyFile !== null)
    throw new KeyError('SKRIN_KEY_FILE does not exist; make one with: openssl rand -base64 32')
  return makeKeyFile(keyPathOf(config))
}

/** null: there is none yet. @throws KeyError when there is one that cannot be used */
export function findMasterKey(config: Config, secrets: Secrets): Buffer | null {
  if (secrets.key) return Buffer.from(secrets.key.reveal(), 'base64')
  return readKeyFile(keyPathOf(config))
}

/** Where the key lies unless SKRIN_KEY holds it. */
export function keyPathOf({ keyFile, dataDir }: Config): string {
  return keyFile ?? join(dataDir, KEY_FILE)
}

/** null: there is no such file. @throws KeyError */
export function readKeyFile(path: string): Buffer | null {
  const text = readFileIfThere(path)
  if (text === null) return null
  if ((statSync(path).mode & 0o004) !== 0 && !path.startsWith('/run/secrets/')) {
    throw new KeyError('the key file can be read by every user; chmod 600 it')
  }
  if (!isKey(text.replace(/\r?\n$/, '')))
    throw new KeyError('the key file does not hold 32 bytes in base64')
  return Buffer.from(text, 'base64')
}

function readFileIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'ENOENT') return null
    throw new KeyError(`the key file cannot be read (${code})`, { cause: error })
  }
}

/** Written whole under another name and linked: two programs starting at once end up with one key. */
function makeKeyFile(path: string): Buffer {
  const temporary = `${path}.${randomId()}`
  ensureFolder(dirname(path))
  writeFileSync(temporary, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    linkSync(temporary, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(temporary)
  }
  const key = readKeyFile(path)
  if (!key) throw new KeyError('the key file vanished while it was made')
  return key
}
