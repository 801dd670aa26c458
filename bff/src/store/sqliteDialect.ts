import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'
import { withoutNul } from './withoutNul.ts'

const KEPT_STATEMENTS = 200

export interface SqliteDialect extends Dialect {
  /** Another value after every write, by this process or another one; null before the database is open. */
  readVersion(): string | null
}

/** Kysely on Node's own SQLite: no native add-on to build. One connection, one transaction at a time. */
export function createSqliteDialect(path: string): SqliteDialect {
  const driver = new NodeSqliteDriver(path)
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    readVersion: () => driver.readVersion(),
  }
}

class NodeSqliteDriver implements Driver {
  readonly #path: string
  #connection: NodeSqliteConnection | undefined
  #turn: Promise<void> = Promise.resolve()
  #release: () => void = () => undefined

  constructor(path: string) {
    this.#path = path
  }

  init(): Promise<void> {
    const database = new DatabaseSync(this.#path, {
      timeout: 10_000,
      enableForeignKeyConstraints: true,
    })
    database.exec('PRAGMA journal_mode = WAL')
    // A rotated refresh token that was saved must be there after a power cut: FULL, not WAL's usual NORMAL.
    database.exec('PRAGMA synchronous = FULL')
    // A household's whole history is searched from memory: negative is KiB, and what is mapped is the system's to give back.
    database.exec('PRAGMA cache_size = -65536')
    database.exec('PRAGMA mmap_size = 268435456')
    this.#connection = new NodeSqliteConnection(database)
    return Promise.resolve()
  }

  /** Queries wait while a transaction has the connection: they must not slip into it. */
  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#turn
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#turn = promise
    await before
    this.#release = resolve
    return this.#opened()
  }

  releaseConnection(): Promise<void> {
    this.#release()
    return Promise.resolve()
  }

  /** Immediate: a transaction that will write waits at its start, not at its first write, for other processes. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  destroy(): Promise<void> {
    this.#connection?.close()
    this.#connection = undefined
    return Promise.resolve()
  }

  readVersion(): string | null {
    return this.#connection?.readVersion() ?? null
  }

  #opened(): NodeSqliteConnection {
    if (!this.#connection) throw new Error('database is not open')
    return this.#connection
  }
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, Prepared>()

  readonly #dataVersion: StatementSync
  #ownWrites = 0

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#dataVersion = database.prepare('PRAGMA data_version')
  }

  /** `data_version` tells what others committed, not what this connection wrote; that is counted here. */
  readVersion(): string {
    return `${String(this.#dataVersion.get()?.['data_version'])} ${this.#ownWrites}`
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { statement, givesRows, writes } = this.#prepare(query.sql)
    const parameters = withoutNul(query.parameters) as SQLInputValue[]
    if (writes) this.#ownWrites++
    if (givesRows) return Promise.resolve({ rows: statement.all(...parameters) as Row[] })
    const { changes } = statement.run(...parameters)
    return Promise.resolve({ rows: [], numAffectedRows: BigInt(changes) })
  }

  // eslint-disable-next-line require-yield -- the interface asks for a generator; nothing here streams
  async *streamQuery(): AsyncGenerator<never> {
    await Promise.reject(new Error('streaming is not supported'))
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }

  #prepare(sql: string): Prepared {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#database.prepare(sql)
    const prepared = {
      statement,
      givesRows: statement.columns().length > 0,
      writes: !sql.startsWith('select'),
    }
    if (this.#statements.size >= KEPT_STATEMENTS) {
      const oldest = this.#statements.keys().next().value
      if (oldest !== undefined) this.#statements.delete(oldest)
    }
    this.#statements.set(sql, prepared)
    return prepared
  }
}

interface Prepared {
  readonly statement: StatementSync
  readonly givesRows: boolean
  /** `insert … returning` gives rows and writes. */
  readonly writes: boolean
}
