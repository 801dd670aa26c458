import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readManifest } from './manifest.ts'
import type { Backup } from './makeBackup.ts'

/** The whole ones, oldest first: their names begin with their times. */
export function listBackups(dir: string): Backup[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter((name) => /^\d{4}-\d{2}-\d{2}T\d{6}Z-/.test(name))
    .sort()
    .flatMap((name) => {
      const path = join(dir, name)
      const manifest = readManifest(path)
      return manifest ? [{ name, path, manifest }] : []
    })
}

/** Takes scheduled backups away, the oldest first, until `keep` are left; others are the person's. Gives their names. */
export function dropOldBackups(dir: string, keep: number): string[] {
  const scheduled = listBackups(dir).filter(({ manifest }) => manifest.reason === 'scheduled')
  const old = scheduled.slice(0, Math.max(0, scheduled.length - keep))
  for (const { path } of old) rmSync(path, { recursive: true, force: true })
  return old.map(({ name }) => name)
}
