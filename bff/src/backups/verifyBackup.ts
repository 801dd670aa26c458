import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../startError.ts'
import { toMigrationState } from '../store/migrationState.ts'
import { inspectCopy } from './inspectCopy.ts'
import type { CopyFacts } from './inspectCopy.ts'
import { hashFile } from './makeBackup.ts'
import { COPY_FILE, isSealIntact, readManifest } from './manifest.ts'
import type { Manifest } from './manifest.ts'

export type Verified =
  | {
      readonly status: 'good'
      readonly manifest: Manifest
      /** False: the key at hand is another one, or there is none; what was changed on purpose would not show. */
      readonly opens: boolean
    }
  /** `reason`: one line for the person. */
  | { readonly status: 'refused'; readonly reason: string }

/** Reads a backup whole: sizes, checksum, the database's own check, rows, version, and whether the key fits. */
export async function verifyBackup(folder: string, masterKey: Buffer | null): Promise<Verified> {
  const manifest = readManifest(folder)
  if (!manifest) return refuse(`${folder} is no backup: manifest.json is absent or damaged`)
  const wrong = await findDamage(join(folder, COPY_FILE), manifest)
  if (wrong !== null) return refuse(wrong)
  try {
    return judge(manifest, inspectCopy(join(folder, COPY_FILE)), masterKey)
  } catch (error) {
    if (error instanceof StartError) return refuse(error.message)
    return refuse('the backup is damaged: its database cannot be read')
  }
}

async function findDamage(copy: string, manifest: Manifest): Promise<string | null> {
  if (!existsSync(copy)) return `the backup is incomplete: ${COPY_FILE} is missing`
  const { size } = statSync(copy)
  if (size !== manifest.bytes)
    return `the backup is damaged: ${COPY_FILE} has ${size} bytes instead of ${manifest.bytes}`
  if ((await hashFile(copy)) !== manifest.sha256)
    return `the backup is damaged or was changed: the checksum of ${COPY_FILE} is another one`
  return null
}

/** @throws StartError when it was made by a newer Skrin */
function judge(manifest: Manifest, copy: CopyFacts, masterKey: Buffer | null): Verified {
  const { applied } = toMigrationState(copy.applied)
  const isSame =
    applied.at(-1) === manifest.migration &&
    JSON.stringify(copy.rows) === JSON.stringify(inOrderOf(copy.rows, manifest.rows))
  if (!isSame) return refuse('the backup was changed: its database and its manifest differ')
  const opens = masterKey !== null && copy.opensWith(masterKey)
  if (opens && !isSealIntact(manifest, masterKey))
    return refuse('the backup was changed: the seal of its manifest does not fit')
  return { status: 'good', manifest, opens }
}

function inOrderOf(
  order: Readonly<Record<string, number>>,
  rows: Readonly<Record<string, number>>,
): Record<string, number | undefined> {
  const names = new Set([...Object.keys(order), ...Object.keys(rows)])
  return Object.fromEntries([...names].map((name) => [name, rows[name]]))
}

function refuse(reason: string): Verified {
  return { status: 'refused', reason }
}
