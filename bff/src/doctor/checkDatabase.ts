import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import * as v from 'valibot'
import { StartError } from '../startError.ts'
import { DATABASE_FILE } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { listRunning } from '../store/instances.ts'
import { readMigrationState } from '../store/migrationState.ts'
import { openPostgres } from '../store/openPostgres.ts'
import type { Schema } from '../store/schema.ts'
import { createSqliteDialect } from '../store/sqliteDialect.ts'
import { codeOf } from './finding.ts'
import type { Finding, OpenedPatient, Patient } from './finding.ts'

const about = 'database'

/** As it is: the doctor brings nothing up to date. */
export function openUntouched({ config, secrets }: Patient): Database {
  if (secrets.databaseUrl) return openPostgres({ url: secrets.databaseUrl })
  return new Kysely<Schema>({ dialect: createSqliteDialect(join(config.dataDir, DATABASE_FILE)) })
}

/** Whether it answers and hangs together. */
export async function checkDatabase(patient: Patient, db: Database): Promise<Finding> {
  try {
    await sql`select 1`.execute(db)
    const broken = patient.secrets.databaseUrl ? null : findBreak(patient.config.dataDir)
    if (broken === null)
      return { about, status: 'ok', message: `${nameOf(patient)} answers and is sound` }
    return failed(`SQLite finds it damaged: ${broken}`)
  } catch (error) {
    return failed(`${nameOf(patient)} does not answer (${codeOf(error)})`)
  }
}

function failed(message: string): Finding {
  const advice = 'see that it is there and running; if it is damaged, restore a backup'
  return { about, status: 'failed', message, advice }
}

const nameOf = ({ secrets }: Patient) => (secrets.databaseUrl ? 'PostgreSQL' : 'SQLite')
const checked = v.array(v.object({ integrity_check: v.string() }))

/** null: every page hangs together with the others. */
function findBreak(dataDir: string): string | null {
  const database = new DatabaseSync(join(dataDir, DATABASE_FILE), { timeout: 10_000 })
  try {
    const rows = v.parse(checked, database.prepare('PRAGMA integrity_check(1)').all())
    const [{ integrity_check: first } = { integrity_check: 'no answer' }] = rows
    return first === 'ok' ? null : first
  } finally {
    database.close()
  }
}

/** null with a finding where the program could not work on it, so that nothing more can be asked of it. */
export async function checkMigrations(
  db: Database,
): Promise<{ finding: Finding; isCurrent: boolean }> {
  try {
    const { applied, pending } = await readMigrationState(db)
    if (pending.length === 0)
      return {
        isCurrent: true,
        finding: { about, status: 'ok', message: `is at ${applied.at(-1) ?? ''}` },
      }
    const message = `will be brought up to date at the next start (${pending.join(', ')})`
    return { isCurrent: false, finding: { about, status: 'attention', message } }
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    return { isCurrent: false, finding: { about, status: 'failed', message: error.message } }
  }
}

export async function checkRunning(patient: OpenedPatient): Promise<Finding> {
  const running = await listRunning(patient)
  const programs = running.map(({ host, version }) => `${host} (${version})`).join(', ')
  const message = running.length === 0 ? 'no Skrin is running' : `running: ${programs}`
  return { about: 'program', status: 'ok', message }
}
