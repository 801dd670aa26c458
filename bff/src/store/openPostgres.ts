import { Kysely, PostgresDialect } from 'kysely'
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import pg from 'pg'
import type { Secret } from '../config/secret.ts'
import { DatabaseUnavailableError } from './databaseUnavailableError.ts'
import { isUnavailability } from './postgresErrors.ts'
import { postgresTypes } from './postgresTypes.ts'
import type { Schema } from './schema.ts'
import { withoutNul } from './withoutNul.ts'

const MOST_CONNECTIONS = 10
/** Also how long a query waits for one of the connections. */
const CONNECT_MS = 10_000
const STATEMENT_MS = 30_000
/** The server answers within `STATEMENT_MS`; after this long the network is gone. */
const NETWORK_MS = STATEMENT_MS + 5000
const IDLE_MS = 60_000

export interface PostgresOptions {
  readonly url: Secret
  /** Migrations may take their time. */
  readonly isUnhurried?: boolean
  /** A connection that nobody was using broke, as when the server is restarted. */
  readonly onLost?: (error: Error) => void
}

/**
 * A household's history is small and stays in memory: reading it in the order of an index costs little, and compiling a query
 * that takes milliseconds costs more than it saves. Options in the address go before these.
 */
const suitsHistory = '-c random_page_cost=1.1 -c jit=off'

/** Connects when the first query is made. @throws DatabaseUnavailableError from queries, while the server is away */
export function openPostgres({ url, isUnhurried, onLost }: PostgresOptions): Kysely<Schema> {
  const pool = new pg.Pool({
    connectionString: toConnectionString(url),
    types: postgresTypes,
    application_name: 'skrin',
    max: MOST_CONNECTIONS,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    idle_in_transaction_session_timeout: IDLE_MS,
    options: suitsHistory,
    ...(!isUnhurried && { statement_timeout: STATEMENT_MS, query_timeout: NETWORK_MS }),
  })
  // The pool has dropped that connection already; without a listener the process would end.
  pool.on('error', (error) => onLost?.(error))
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: toKyselyPool(pool) }) })
}

/** Says what `require` and `verify-ca` come to in this driver, which otherwise complains about them on the console. */
function toConnectionString(url: Secret): string {
  const parsed = new URL(url.reveal())
  const mode = parsed.searchParams.get('sslmode')
  if (mode === 'require' || mode === 'verify-ca') parsed.searchParams.set('sslmode', 'verify-full')
  return parsed.href
}

function toKyselyPool(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      try {
        return new WatchedClient(await pool.connect())
      } catch (error) {
        throw new DatabaseUnavailableError('no connection to PostgreSQL', { cause: error })
      }
    },
  }
}

/** A connection while it is lent out: once it broke it is not lent again. */
class WatchedClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  #isBroken = false
  readonly #onError = () => {
    this.#isBroken = true
  }

  constructor(client: pg.PoolClient) {
    this.#client = client
    // Between two queries of a transaction nobody else listens, and the process would end.
    client.on('error', this.#onError)
  }

  query<Row>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  query(cursor: unknown): never
  query<Row>(text: unknown, parameters?: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    if (typeof text !== 'string') throw new TypeError('streaming is not supported')
    return this.#query<Row>(text, withoutNul(parameters ?? []))
  }

  async #query<Row>(text: string, parameters: unknown[]): Promise<PostgresQueryResult<Row>> {
    try {
      const result = await this.#client.query<Row & pg.QueryResultRow>(text, parameters)
      return toKyselyResult(result)
    } catch (error) {
      if (!isUnavailability(error)) throw error
      this.#isBroken = true
      throw new DatabaseUnavailableError('PostgreSQL did not answer', { cause: error })
    }
  }

  release(destroy = false): void {
    this.#client.off('error', this.#onError)
    this.#client.release(destroy || this.#isBroken)
  }
}

function toKyselyResult<Row extends pg.QueryResultRow>({
  command,
  rowCount,
  rows,
}: pg.QueryResult<Row>) {
  return { command: command as PostgresQueryResult<Row>['command'], rowCount: rowCount ?? 0, rows }
}
