import type { Finding, OpenedPatient } from './finding.ts'

const about = 'asking banks'
/** A runner looks every ten seconds; so late means that none does. */
const LATE_MS = 60 * 60_000

/** Whether Skrin asks the banks when it said that it would. */
export async function checkSync({ config, db, clock }: OpenedPatient): Promise<Finding> {
  if (config.sync === 'off')
    return { about, status: 'ok', message: 'only when somebody looks (SKRIN_SYNC is off)' }
  const rows = await db
    .selectFrom('connections')
    .select(['next_sync_at', 'blocked_until'])
    .where('status', 'in', ['working', 'failing'])
    .execute()
  const latest = clock.now() - LATE_MS
  const late = rows.filter(({ next_sync_at: next, blocked_until: blocked }) => {
    const due = Math.max(next ?? Infinity, blocked ?? 0)
    return due < latest
  })
  if (late.length === 0)
    return { about, status: 'ok', message: `${rows.length} connections are planned` }
  return {
    about,
    status: 'attention',
    message: `${late.length} of ${rows.length} connections are more than an hour late`,
    advice: 'Skrin asks while it runs: start it, or look for sync.failed in its log',
  }
}
