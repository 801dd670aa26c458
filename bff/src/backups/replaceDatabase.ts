import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DATABASE_FILE } from '../store/database.ts'
import { flush } from './makeBackup.ts'

const companions = ['', '-wal', '-shm']

/**
 * Puts a database file in the data folder's place for it; what was there moves, as it is, into `aside`. It may be newer
 * than this program or damaged: it is not read.
 * @returns false, with nothing done, while a program has it open
 */
export function replaceDatabase(newFile: string, dataDir: string, aside: string): boolean {
  const path = join(dataDir, DATABASE_FILE)
  const lock = existsSync(path) ? lockFile(path) : null
  if (lock === 'busy') return false
  try {
    for (const name of companions.map((suffix) => `${DATABASE_FILE}${suffix}`)) {
      if (!existsSync(join(dataDir, name))) continue
      mkdirSync(aside, { recursive: true, mode: 0o700 })
      renameSync(join(dataDir, name), join(aside, name))
    }
    renameSync(newFile, path)
    flush(dataDir)
    return true
  } finally {
    lock?.close()
  }
}

/**
 * In WAL mode every connection holds a shared lock for as long as it is open: an exclusive one is to be had only while
 * there is no other. null: the file cannot be read at all, so nobody works with it.
 */
function lockFile(path: string): DatabaseSync | 'busy' | null {
  const database = new DatabaseSync(path, { timeout: 500 })
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT')
    // Nothing is left beside the file that closing it would later take away from under its successor.
    database.exec('PRAGMA journal_mode = DELETE')
    return database
  } catch (error) {
    database.close()
    return isBusy(error) ? 'busy' : null
  }
}

const SQLITE_BUSY = 5

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}
