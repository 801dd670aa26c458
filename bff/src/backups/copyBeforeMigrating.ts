import { StartError } from '../startError.ts'
import type { BeforeMigrating } from '../store/migrate.ts'
import { makeBackup } from './makeBackup.ts'
import type { BackupGround } from './makeBackup.ts'

/** A backup of the database as it was, named after the first migration that changes it. @throws StartError when there can be none */
export function copyBeforeMigrating(
  ground: Omit<BackupGround, 'db'>,
  note: (name: string) => void,
): BeforeMigrating {
  return async (db, [first = '']) => {
    try {
      const { name } = await makeBackup({ ...ground, db }, 'before-migration', `before-${first}`)
      note(name)
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
      throw new StartError(
        `the copy before bringing the database up to date cannot be made in ${ground.config.backups.dir} (${code}); make room there, or set SKRIN_BACKUP_DIR`,
        { cause },
      )
    }
  }
}
