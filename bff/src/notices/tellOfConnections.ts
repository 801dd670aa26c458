import type { ConnectionRow } from '../connections/connectionRows.ts'
import { followCauses, toDedupe } from './followCauses.ts'
import { raiseNotices } from './raiseNotices.ts'
import type { Draft, RaiseDeps } from './raiseNotices.ts'
import { listReaders } from './readers.ts'

const DAY_MS = 24 * 60 * 60_000
const stages = [0, 3, 14] as const
type Stage = (typeof stages)[number]

/** Tells the owners of connections of an access that ends, and of a bank that has failed for a day. */
export async function tellOfConnections(deps: RaiseDeps): Promise<void> {
  const rows = await deps.db
    .selectFrom('connections')
    .selectAll()
    .where('status', '!=', 'disconnected')
    .execute()
  const drafts = [...(await draftEnding(deps, rows)), ...(await draftFailing(deps, rows))]
  for (const reader of await listReaders(deps.db)) {
    const own = drafts.filter(({ row }) => row.member_id === reader.member)
    await raiseNotices(
      deps,
      reader,
      own.map(({ draft }) => draft),
    )
  }
}

interface Owned {
  readonly row: ConnectionRow
  readonly draft: Draft
}

async function draftEnding(deps: RaiseDeps, rows: readonly ConnectionRow[]): Promise<Owned[]> {
  const now = deps.clock.now()
  const ending = new Map<string, { row: ConnectionRow; stage: Stage }>(
    rows.flatMap((row) => {
      const stage = toStage(row, now)
      return stage === null ? [] : [[`consent ${row.id} ${stage}`, { row, stage }] as const]
    }),
  )
  const causes = await followCauses(deps, 'consent', new Set(ending.keys()))
  return causes.flatMap((cause) => {
    const found = ending.get(cause.key)
    if (!found) return []
    const { row, stage } = found
    const body = { days: stage, renewBy: row.renew_by }
    const draft = { kind: 'consent_ending' as const, dedupe: toDedupe(cause), body }
    return [{ row, draft: { ...draft, connection: row.id } }]
  })
}

/** How little time is left, in the steps that people are told of; null: enough. */
function toStage(
  { status, renew_by: renewBy, connected_at: connectedAt }: ConnectionRow,
  now: number,
): Stage | null {
  if (status === 'reconnect') return 0
  if (renewBy === null) return null
  const stage = stages.find((days) => renewBy - now <= days * DAY_MS)
  if (stage === undefined || stage === 0) return stage ?? null
  // An access that never lasts longer than this would be announced as soon as it is given.
  return renewBy - connectedAt > stage * DAY_MS ? stage : null
}

async function draftFailing(deps: RaiseDeps, rows: readonly ConnectionRow[]): Promise<Owned[]> {
  const failing = new Map(rows.filter(isFailing).map((row) => [`failing ${row.id}`, row]))
  const causes = await followCauses(deps, 'failing', new Set(failing.keys()))
  return causes.flatMap((cause) => {
    const row = failing.get(cause.key)
    if (!row || deps.clock.now() - cause.since < DAY_MS) return []
    const body = { since: cause.since, problem: row.problem }
    const draft = { kind: 'bank_failing' as const, dedupe: toDedupe(cause), body }
    return [{ row, draft: { ...draft, connection: row.id } }]
  })
}

/** A household that has asked too often waits for its bank; the bank does not fail. */
function isFailing({ status, problem }: ConnectionRow): boolean {
  return status === 'failing' && problem !== 'bank_budget_spent'
}
