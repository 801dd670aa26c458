import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { engineOf } from './engine.ts'
import type { Database } from './database.ts'
import { passingTables, tables } from './tables.ts'
import type { Table } from './tables.ts'

/** Times the widest table's columns it stays below SQLite's 32,766 parameters. */
const BATCH_ROWS = 500

type Row = Readonly<Record<string, string | number | null>>
type AnyDatabase = Pick<Kysely<unknown>, 'getExecutor'>

export interface TableSummary {
  readonly rows: number
  /** Of all rows in any order, hexadecimal: equal for equal rows on both engines. */
  readonly checksum: string
}

/** Tables that a program fills by itself, without a household. */
const ownTables = ['meta', ...passingTables]

export class CopyError extends Error {
  override readonly name = 'CopyError'
}

/** What `work` reads is of one moment, whoever writes meanwhile. */
function readSnapshot<T>(source: Database, work: (snapshot: Database) => Promise<T>): Promise<T> {
  const transaction = source.transaction()
  if (engineOf(source) === 'sqlite') return transaction.execute(work)
  return transaction.setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
}

/**
 * Copies a household into an empty database of the same migrations: at the source as of one moment, at the target in one
 * transaction and read back, so that a copy that fails changes nothing. `replaces`: also in place of another household.
 * @throws CopyError when the target is not empty, or the copy is not what was copied
 */
export function copyHousehold(
  source: Database,
  target: Database,
  { replaces = false }: { replaces?: boolean } = {},
): Promise<Record<string, TableSummary>> {
  return readSnapshot(source, (snapshot) =>
    target.transaction().execute(async (transaction) => {
      await (replaces ? clearTables(transaction) : requireEmpty(transaction))
      return copyTables(snapshot, transaction)
    }),
  )
}

/** A program that once started on it leaves a few rows of its own there: they make room. */
async function requireEmpty(target: Database): Promise<void> {
  for (const { name } of await listKnown(target)) {
    if (ownTables.includes(name)) await sql`delete from ${sql.table(name)}`.execute(target)
    else if (await hasRows(target, name))
      throw new CopyError('there is a household already; a copy goes into an empty database only')
  }
}

export async function isHouseholdThere(db: Database): Promise<boolean> {
  return hasRows(db, 'members')
}

async function hasRows(db: Database, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db)
  return rows.length > 0
}

/** Takes every row away, those that refer to others first. */
async function clearTables(db: Database): Promise<void> {
  for (const { name } of [...tables].reverse())
    await sql`delete from ${sql.table(name)}`.execute(db)
}

/** Both databases are within transactions. */
async function copyTables(
  source: Database,
  target: Database,
): Promise<Record<string, TableSummary>> {
  const kept = (await listKnown(source)).filter(({ name }) => !passingTables.includes(name))
  const copied: Record<string, TableSummary> = {}
  for (const table of kept) {
    const sum = new Checksum()
    await forEachBatch(source, table, async (rows) => {
      rows.forEach((row) => sum.add(row))
      await insertRows(target, table, rows)
    })
    const there = await summarize(target, table)
    if (there.rows !== sum.rows || there.checksum !== sum.toHex())
      throw new CopyError(`the copy of ${table.name} differs from what was copied`)
    copied[table.name] = there
  }
  return copied
}

/** Tables that the migrations of this database have made; one of before has fewer. */
async function listKnown(db: Database): Promise<Table[]> {
  const known = new Set((await db.introspection.getTables()).map(({ name }) => name))
  return tables
    .filter(({ name }) => known.has(name))
    .map((table) => (table.name === 'transactions' && known.has('finds') ? ranked(table) : table))
}

async function summarize(db: AnyDatabase, table: Table): Promise<TableSummary> {
  const sum = new Checksum()
  await forEachBatch(db, table, async (rows) => rows.forEach((row) => sum.add(row)))
  return { rows: sum.rows, checksum: sum.toHex() }
}

async function forEachBatch(
  db: AnyDatabase,
  { name, order }: Table,
  work: (rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  let last: Row | undefined
  for (;;) {
    const rows = await selectBatch(db, { name, order }, last)
    if (rows.length > 0) await work(rows)
    last = rows.at(-1)
    if (order === null || rows.length < BATCH_ROWS) return
  }
}

async function selectBatch(
  db: AnyDatabase,
  { name, order }: Table,
  last: Row | undefined,
): Promise<Row[]> {
  if (order === rankOrder) return selectByRank(db, last)
  if (order === null) return (await sql<Row>`select * from ${sql.table(name)}`.execute(db)).rows
  const columns = sql.join(order.map((column) => sql.ref(column)))
  const after = last
    ? sql`where (${columns}) > (${sql.join(order.map((column) => last[column]))})`
    : sql``
  const query = sql<Row>`select * from ${sql.table(name)} ${after} order by ${columns} limit ${sql.lit(BATCH_ROWS)}`
  return (await query.execute(db)).rows
}

/** Transactions go in the order of lists: of those of one day it is the order in which they are written. */
const rankOrder = ['rank'] as const

function ranked(table: Table): Table {
  return { ...table, order: rankOrder }
}

async function selectByRank(db: AnyDatabase, last: Row | undefined): Promise<Row[]> {
  const after = last
    ? sql`where finds.rank > (select rank from finds where transaction_id = ${last['id']})`
    : sql``
  const query = sql<Row>`
    select transactions.* from finds join transactions on transactions.id = finds.transaction_id
    ${after} order by finds.rank limit ${sql.lit(BATCH_ROWS)}`
  return (await query.execute(db)).rows
}

async function insertRows(db: AnyDatabase, { name }: Table, rows: readonly Row[]): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH_ROWS) {
    const batch = rows.slice(start, start + BATCH_ROWS)
    const columns = Object.keys(batch[0] ?? {})
    const values = batch.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`)
    await sql`insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${sql.join(values)}`.execute(
      db,
    )
  }
}

/** The sum of the rows' hashes: the order in which an engine gives rows does not matter, a row twice or never does. */
class Checksum {
  rows = 0
  #sum = 0n

  add(row: Row): void {
    const entries = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))
    const hash = createHash('sha256').update(JSON.stringify(entries)).digest('hex')
    this.#sum = (this.#sum + BigInt(`0x${hash}`)) % (1n << 256n)
    this.rows++
  }

  toHex(): string {
    return this.#sum.toString(16).padStart(64, '0')
  }
}
