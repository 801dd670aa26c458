import { PostgresAdapter } from 'kysely'
import type { Kysely } from 'kysely'

export type Engine = 'sqlite' | 'postgres'

/** Which engine is behind a database; also inside a transaction. */
export function engineOf(db: Pick<Kysely<unknown>, 'getExecutor'>): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}
