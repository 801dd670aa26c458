import { sql } from 'kysely'
import { engineOf } from '../store/engine.ts'
import { isClockSane } from '../store/lastSeen.ts'
import type { Finding, OpenedPatient } from './finding.ts'

/** One-time codes and sign-in elsewhere bear about half a minute, banks a few. */
const WRONG_MS = 2 * 60_000
const about = 'clock'

export interface OtherClock {
  readonly name: string
  /** Epoch milliseconds. */
  readonly time: number
}

/** Against the time that was seen last, the database's, and what banks' servers say. */
export async function checkClock(
  patient: OpenedPatient,
  others: readonly OtherClock[],
): Promise<Finding[]> {
  const now = patient.clock.now()
  if (!(await isClockSane(patient))) return [wrong('went back since Skrin last ran')]
  const known = [...others, ...(await readDatabaseClock(patient))]
  const far = known.filter(({ time }) => Math.abs(time - now) > WRONG_MS)
  if (far.length > 0) return far.map(({ name, time }) => wrong(describe(name, time - now)))
  const against = known.length > 0 ? `agrees with ${known[0]?.name}` : 'has not gone back'
  return [{ about, status: 'ok', message: against }]
}

function describe(name: string, aheadMs: number): string {
  const minutes = Math.round(Math.abs(aheadMs) / 60_000)
  return `is ${minutes} minutes ${aheadMs > 0 ? 'behind' : 'ahead of'} ${name}`
}

function wrong(message: string): Finding {
  const advice = 'set the time, and keep it with a time service (NTP)'
  return { about, status: 'failed', message, advice }
}

async function readDatabaseClock({ db }: OpenedPatient): Promise<OtherClock[]> {
  if (engineOf(db) === 'sqlite') return []
  const { rows } = await sql<{ time: number }>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as time`.execute(db)
  return rows.map(({ time }) => ({ name: 'PostgreSQL', time }))
}
