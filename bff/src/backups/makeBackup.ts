import { createHash } from 'node:crypto'
import {
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import type { Database } from '../store/database.ts'
import { ensureFolder } from '../store/ensureFolder.ts'
import { version } from '../version.ts'
import { copyDatabase } from './copyDatabase.ts'
import { inspectCopy, settleCopy } from './inspectCopy.ts'
import { COPY_FILE, MANIFEST_FILE, sealManifest } from './manifest.ts'
import type { BackupReason, Manifest } from './manifest.ts'

const UNFINISHED = '.unfinished-'
const ABANDONED_MS = 60 * 60_000

export interface BackupGround {
  readonly config: Pick<Config, 'dataDir' | 'backups'>
  readonly db: Database
  readonly clock: Clock
  readonly masterKey: Buffer
}

export interface Backup {
  /** Its folder's name, which begins with its time. */
  readonly name: string
  readonly path: string
  readonly manifest: Manifest
}

/**
 * A folder with a copy of the database and a manifest, under its name only once it is whole. The key is never in it.
 * @throws the system's own error, as when the disk is full
 */
export async function makeBackup(
  { config, db, clock, masterKey }: BackupGround,
  reason: BackupReason,
  label: string = reason,
): Promise<Backup> {
  const { dir } = config.backups
  const createdAt = new Date(clock.now()).toISOString()
  ensureFolder(dir)
  sweepUnfinished(dir, clock.now())
  const name = chooseName(dir, `${createdAt.slice(0, 19).replaceAll(':', '')}Z-${label}`)
  const unfinished = join(dir, `${UNFINISHED}${name}`)
  try {
    mkdirSync(unfinished, { mode: 0o700 })
    const manifest = await fill(unfinished, { config, db, masterKey }, { createdAt, reason })
    renameSync(unfinished, join(dir, name))
    flush(dir)
    return { name, path: join(dir, name), manifest }
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    throw error
  }
}

async function fill(
  folder: string,
  { config, db, masterKey }: Omit<BackupGround, 'clock'>,
  about: Pick<Manifest, 'createdAt' | 'reason'>,
): Promise<Manifest> {
  const copy = join(folder, COPY_FILE)
  await copyDatabase(db, config.dataDir, copy)
  settleCopy(copy)
  const { applied, rows } = inspectCopy(copy)
  const unsealed = {
    format: 1 as const,
    ...about,
    skrin: version,
    migration: applied.at(-1) ?? '',
    bytes: statSync(copy).size,
    sha256: await hashFile(copy),
    rows,
  }
  const manifest = sealManifest(unsealed, masterKey)
  const manifestFile = join(folder, MANIFEST_FILE)
  writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  for (const path of [copy, manifestFile, folder]) flush(path)
  return manifest
}

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** To the disk itself: what was written is there after a power cut. */
export function flush(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Two within one second must not share a folder. */
function chooseName(dir: string, wanted: string): string {
  const taken = new Set(readdirSync(dir))
  let name = wanted
  for (let next = 2; taken.has(name) || taken.has(`${UNFINISHED}${name}`); next++)
    name = `${wanted}-${next}`
  return name
}

/** What a program that was killed while it made a backup left behind: nobody works on one for an hour. */
function sweepUnfinished(dir: string, now: number): void {
  const unfinished = readdirSync(dir).filter((name) => name.startsWith(UNFINISHED))
  for (const path of unfinished.map((name) => join(dir, name)))
    if (now - statSync(path).mtimeMs > ABANDONED_MS) rmSync(path, { recursive: true, force: true })
}
