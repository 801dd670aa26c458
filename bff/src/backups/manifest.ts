import { createHmac, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { deriveKey } from '../auth/sealing.ts'

export const MANIFEST_FILE = 'manifest.json'
export const COPY_FILE = 'skrin.db'

const content = {
  format: v.literal(1),
  /** ISO 8601. */
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  reason: v.picklist(['asked', 'scheduled', 'before-migration', 'before-restore']),
  /** The Skrin that made it. */
  skrin: v.string(),
  /** The last migration that its database has. */
  migration: v.string(),
  bytes: v.pipe(v.number(), v.safeInteger()),
  /** Hexadecimal, of the database file. */
  sha256: v.pipe(v.string(), v.hexadecimal()),
  /** Rows by table. */
  rows: v.record(v.string(), v.number()),
}
const manifest = v.object({ ...content, seal: v.string() })

export type BackupReason = Manifest['reason']
export type Manifest = v.InferOutput<typeof manifest>

/** `seal`: a HMAC with a key of its own from the master key, so that what was changed on purpose shows too. */
export function sealManifest(unsealed: Omit<Manifest, 'seal'>, masterKey: Buffer): Manifest {
  return { ...unsealed, seal: computeSeal(unsealed, masterKey) }
}

export function isSealIntact({ seal, ...unsealed }: Manifest, masterKey: Buffer): boolean {
  const expected = Buffer.from(computeSeal(unsealed, masterKey))
  const found = Buffer.from(seal)
  return found.length === expected.length && timingSafeEqual(found, expected)
}

function computeSeal(unsealed: Omit<Manifest, 'seal'>, masterKey: Buffer): string {
  const ordered = Object.entries(unsealed).sort(([a], [b]) => (a < b ? -1 : 1))
  const rows = Object.entries(unsealed.rows).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHmac('sha256', deriveKey(masterKey, 'backup'))
    .update(JSON.stringify([ordered.filter(([name]) => name !== 'rows'), rows]))
    .digest('base64url')
}

/** null: there is none, or it is none of ours. */
export function readManifest(folder: string): Manifest | null {
  try {
    return v.parse(manifest, JSON.parse(readFileSync(join(folder, MANIFEST_FILE), 'utf8')))
  } catch {
    // Absent, cut off, or no manifest at all: each means that this folder is no whole backup.
    return null
  }
}
