import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { CANARY, opensCanary } from '../store/keyCanary.ts'
import { tables } from '../store/tables.ts'

/** What the file of a backup says about itself. */
export interface CopyFacts {
  /** Migrations that it has, in order. */
  readonly applied: readonly string[]
  readonly rows: Readonly<Record<string, number>>
  /** Whether a key opens what is sealed in it. */
  opensWith(masterKey: Buffer): boolean
}

/** Makes the file whole by itself, without a `-wal` beside it. */
export function settleCopy(path: string): void {
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA journal_mode = DELETE')
  } finally {
    database.close()
  }
}

const names = v.array(v.object({ name: v.string() }))
const counted = v.object({ count: v.number() })
const checked = v.array(v.object({ quick_check: v.string() }))
const kept = v.optional(v.object({ value: v.string() }))

/** @throws Error when the file is not a whole SQLite database */
export function inspectCopy(path: string): CopyFacts {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const [finding] = v.parse(checked, database.prepare('PRAGMA quick_check(1)').all())
    if (finding?.quick_check !== 'ok') throw new Error('the database does not hang together')
    const canary = v.parse(
      kept,
      database.prepare('SELECT value FROM meta WHERE key = ?').get(CANARY),
    )
    return {
      applied: readNames(database, 'SELECT name FROM kysely_migration ORDER BY name'),
      rows: countRows(database),
      opensWith: (masterKey) => canary !== undefined && opensCanary(canary.value, masterKey),
    }
  } finally {
    database.close()
  }
}

function countRows(database: DatabaseSync): Record<string, number> {
  const present = readNames(database, "SELECT name FROM sqlite_schema WHERE type = 'table'")
  const ours = tables.map(({ name }) => name).filter((name) => present.includes(name))
  return Object.fromEntries(
    ours.map((name) => {
      const row = v.parse(counted, database.prepare(`SELECT count(*) AS count FROM ${name}`).get())
      return [name, row.count]
    }),
  )
}

function readNames(database: DatabaseSync, query: string): string[] {
  return v.parse(names, database.prepare(query).all()).map(({ name }) => name)
}
