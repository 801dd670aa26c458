import { existsSync, rmSync, statSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomId } from '../ids.ts'
import { DATABASE_FILE } from '../store/database.ts'
import { codeOf } from './finding.ts'
import type { Finding, Patient } from './finding.ts'

const MIB = 1024 * 1024
const SCARCE_BYTES = 1024 * MIB
const TOO_LITTLE_BYTES = 100 * MIB
/** SQLite takes over what is in it every few megabytes, unless somebody reads for very long. */
const LARGE_WAL_BYTES = 256 * MIB
const about = 'disk'

export function checkDisk({ config }: Patient): Finding[] {
  const { dataDir } = config
  if (!existsSync(dataDir)) {
    const message = `the data folder ${dataDir} does not exist yet`
    return [
      { about, status: 'attention', message, advice: 'start Skrin once, or set SKRIN_DATA_DIR' },
    ]
  }
  return [checkWritable(dataDir), checkRoom(dataDir), ...checkOthers(dataDir), ...checkWal(dataDir)]
}

function checkWritable(dataDir: string): Finding {
  const probe = join(dataDir, `.doctor-${randomId()}`)
  try {
    writeFileSync(probe, '', { flag: 'wx', mode: 0o600 })
    rmSync(probe)
    return { about, status: 'ok', message: `${dataDir} can be written to` }
  } catch (error) {
    const message = `${dataDir} cannot be written to (${codeOf(error)})`
    return { about, status: 'failed', message, advice: 'give this user the right to write there' }
  }
}

function checkRoom(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(dataDir)
  const free = bavail * bsize
  const message = `${Math.round(free / MIB)} MB are free`
  if (free >= SCARCE_BYTES) return { about, status: 'ok', message }
  const status = free < TOO_LITTLE_BYTES ? 'failed' : 'attention'
  return { about, status, message, advice: 'make room, or keep fewer backups (SKRIN_BACKUP_KEEP)' }
}

function checkOthers(dataDir: string): Finding[] {
  if ((statSync(dataDir).mode & 0o007) === 0) return []
  const message = `every user of this machine can look into ${dataDir}`
  return [{ about, status: 'attention', message, advice: `chmod 700 ${dataDir}` }]
}

function checkWal(dataDir: string): Finding[] {
  const wal = join(dataDir, `${DATABASE_FILE}-wal`)
  if (!existsSync(wal) || statSync(wal).size < LARGE_WAL_BYTES) return []
  const message = `the database's log has grown to ${Math.round(statSync(wal).size / MIB)} MB`
  return [{ about, status: 'attention', message, advice: 'restart Skrin: it is taken over then' }]
}
