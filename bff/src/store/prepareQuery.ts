import type { Compilable } from 'kysely'
import type { Database } from './database.ts'

/**
 * A query that is compiled once, for what every call to the API asks; building it anew costs more than running it. The
 * values it was built with only hold the places of the parameters, in their order.
 */
export function prepareQuery<Row>(
  db: Database,
  query: Compilable<Row>,
): (...parameters: readonly string[]) => Promise<Row | undefined> {
  const compiled = query.compile()
  return async (...parameters) => {
    const { rows } = await db.executeQuery<Row>({ ...compiled, parameters })
    return rows[0]
  }
}
