import { randomBytes } from 'node:crypto'
import { Secret } from '@skrin/bff/config/secret'
import { openPostgresDatabase } from '@skrin/bff/store/database'
import { openPostgres } from '@skrin/bff/store/openPostgres'
import { sql } from 'kysely'
import { startPostgres } from './startPostgres.ts'

export interface PostgresKeeper {
  /** A database of its own that is up to date. Gives its URL. */
  create(): Promise<string>
  drop(url: string): Promise<void>
  close(): Promise<void>
}

/**
 * Gives out databases: copies of one that was brought up to date once, some 25 ms each. On the server that
 * TEST_DATABASE_URL names, whose user may create databases, or on one that lives as long as the run.
 */
export async function openPostgresKeeper(existing: string | undefined): Promise<PostgresKeeper> {
  const server = existing === undefined ? await startPostgres() : null
  const url = server?.url ?? existing ?? ''
  const admin = openPostgres({ url: new Secret(url) })
  const run = randomBytes(4).toString('hex')
  const template = `skrin_test_${run}`
  const drop = (name: string) =>
    sql`drop database if exists ${sql.id(name)} with (force)`.execute(admin)
  await sql`create database ${sql.id(template)}`.execute(admin)
  const migrated = await openPostgresDatabase(new Secret(withName(url, template)))
  await migrated.destroy()
  let count = 0
  const given = new Set<string>()
  return {
    async create() {
      const name = `${template}_${++count}`
      given.add(name)
      await sql`create database ${sql.id(name)} template ${sql.id(template)} strategy file_copy`.execute(
        admin,
      )
      return withName(url, name)
    },
    async drop(ofTest) {
      const name = new URL(ofTest).pathname.slice(1)
      if (given.delete(name)) await drop(name)
    },
    async close() {
      for (const name of [...given, template]) await drop(name)
      await admin.destroy()
      await server?.stop()
    },
  }
}

function withName(url: string, name: string): string {
  const named = new URL(url)
  named.pathname = `/${name}`
  return named.href
}
