import { readBackupState } from '../backups/backupState.ts'
import { listBackups } from '../backups/listBackups.ts'
import { hasMembers } from '../household/members.ts'
import type { Finding, OpenedPatient } from './finding.ts'

const HOUR_MS = 60 * 60_000
const LONG_MS = 31 * 24 * HOUR_MS
const about = 'backups'

/** Whether the last one is as young as the schedule promises. */
export async function checkBackups({ config, db, clock }: OpenedPatient): Promise<Finding> {
  const { everyMs, dir } = config.backups
  const { goodAt } = await readBackupState(db)
  const made = listBackups(dir).map(({ manifest }) => Date.parse(manifest.createdAt))
  const last = Math.max(goodAt ?? 0, ...made)
  if (last === 0) return describeNone(everyMs !== null, await hasMembers(db))
  const hours = Math.round((clock.now() - last) / HOUR_MS)
  const message = `the last one is ${hours} hours old, in ${dir}`
  if (clock.now() - last <= (everyMs === null ? LONG_MS : 2 * everyMs))
    return { about, status: 'ok', message }
  if (everyMs === null)
    return {
      about,
      status: 'attention',
      message,
      advice: 'run skrin backup, or set SKRIN_BACKUP_EVERY',
    }
  const advice = 'look for backup.failed in the log; see that there is room and the right to write'
  return { about, status: 'failed', message, advice }
}

function describeNone(isScheduled: boolean, hasHousehold: boolean): Finding {
  const message = 'there is none yet'
  if (!hasHousehold) return { about, status: 'ok', message }
  const advice = isScheduled
    ? 'the first is made a minute after Skrin starts; run skrin backup for one now'
    : 'run skrin backup, or set SKRIN_BACKUP_EVERY'
  return { about, status: 'attention', message, advice }
}
