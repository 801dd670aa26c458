import { hasMembers } from '../household/members.ts'
import type { Log } from '../log.ts'
import { claimBackup, noteBackup } from './backupState.ts'
import { dropOldBackups } from './listBackups.ts'
import { makeBackup } from './makeBackup.ts'
import type { BackupGround } from './makeBackup.ts'

const LOOK_EVERY_MS = 60_000

interface Deps extends BackupGround {
  readonly log: Log
}

export interface BackupSchedule {
  stop(): Promise<void>
}

/** Looks every minute whether a backup is due. */
export function scheduleBackups(deps: Deps): BackupSchedule {
  let round = Promise.resolve()
  const timer = setInterval(() => {
    round = round.then(() => backUpIfDue(deps))
  }, LOOK_EVERY_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}

/** Makes the backup if it is due and no other replica does, and takes the oldest away. A failure is logged and tried again. */
export async function backUpIfDue(deps: Deps): Promise<void> {
  const { config, db, log } = deps
  const { everyMs, keep, dir } = config.backups
  const startedAt = performance.now()
  try {
    if (everyMs === null || !(await hasMembers(db)) || !(await claimBackup(deps, everyMs))) return
    const { manifest } = await makeBackup(deps, 'scheduled')
    await noteBackup(deps)
    const ms = Math.round(performance.now() - startedAt)
    log.info({ event: 'backup.made', ms, count: manifest.bytes })
    const dropped = dropOldBackups(dir, keep)
    if (dropped.length > 0) log.info({ event: 'backup.dropped', count: dropped.length })
  } catch (error) {
    log.error({ event: 'backup.failed', error })
  }
}
