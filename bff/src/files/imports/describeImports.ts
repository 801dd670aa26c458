import type {
  FileImport,
  ImportPreview,
  ImportPreviewQuery,
  ImportRow,
} from '@skrin/shared/api/files'
import { fileFormat } from '@skrin/shared/api/files'
import type { ImportId, MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import type { Selectable } from 'kysely'
import * as v from 'valibot'
import type { Database } from '../../store/database.ts'
import type { Schema } from '../../store/schema.ts'
import { listMissingRoles } from '../columns/readRecord.ts'
import { parseCells, parseTransaction, readImport } from './storedImport.ts'
import type { StoredImport } from './storedImport.ts'

const PAGE = 100
const SAMPLES = 5

type Named = Pick<
  Selectable<Schema['imports']>,
  | 'id'
  | 'account_id'
  | 'format'
  | 'file_name'
  | 'state'
  | 'created_at'
  | 'done_at'
  | 'undone_at'
  | 'added'
> & { readonly account_name: string | null }

/** A member's imports, newest first. */
export async function listImports(db: Database, member: MemberId): Promise<FileImport[]> {
  const rows = await selectImports(db, member)
    .orderBy('imports.created_at', 'desc')
    .orderBy('imports.id')
    .limit(500)
    .execute()
  return rows.map(toFileImport)
}

/** @throws AppError not_found, also for somebody else's */
export async function describeImport(
  db: Database,
  member: MemberId,
  id: ImportId,
): Promise<FileImport> {
  const row = await selectImports(db, member).where('imports.id', '=', id).executeTakeFirstOrThrow()
  return toFileImport(row)
}

function selectImports(db: Database, member: MemberId) {
  return db
    .selectFrom('imports')
    .leftJoin('accounts', 'accounts.id', 'imports.account_id')
    .select([
      'imports.id',
      'imports.account_id',
      'imports.format',
      'imports.file_name',
      'imports.state',
      'imports.created_at',
      'imports.done_at',
      'imports.undone_at',
      'imports.added',
      'accounts.name as account_name',
    ])
    .where('imports.member_id', '=', member)
}

function toFileImport(row: Named): FileImport {
  const moment = (ms: number | null) => (ms === null ? null : toInstant(ms))
  return {
    id: row.id,
    fileName: row.file_name,
    format: v.parse(fileFormat, row.format),
    state: row.state,
    account: row.account_id,
    accountName: row.account_name,
    added: row.added,
    createdAt: toInstant(row.created_at),
    doneAt: moment(row.done_at),
    undoneAt: moment(row.undone_at),
  }
}

interface Asked {
  readonly id: ImportId
  readonly query: ImportPreviewQuery
}

/** What an import would do, and a page of its rows. @throws AppError not_found, also for somebody else's */
export async function describePreview(
  db: Database,
  member: MemberId,
  { id, query }: Asked,
): Promise<ImportPreview> {
  const stored = await readImport(db, member, id)
  const rows = await readPage(db, id, query)
  const page = rows.slice(0, PAGE)
  const range = stored.state === 'preview' ? await readRange(db, id) : { from: null, to: null }
  return {
    import: await describeImport(db, member, id),
    statements: await countStatements(db, stored),
    statement: stored.statement,
    target: stored.target,
    columns: await describeColumns(db, member, stored),
    counts: await countVerdicts(db, id),
    ...range,
    rows: page.map(toRow),
    nextCursor: rows.length > PAGE ? String(page.at(-1)?.position) : null,
  }
}

function readPage(db: Database, id: ImportId, { verdict, cursor }: ImportPreviewQuery) {
  let rows = db
    .selectFrom('import_rows')
    .select(['position', 'line', 'cells', 'body', 'verdict', 'reason'])
    .where('import_id', '=', id)
    .where('verdict', 'is not', null)
  if (verdict !== undefined) rows = rows.where('verdict', '=', verdict)
  if (cursor !== undefined) rows = rows.where('position', '>', Number(cursor))
  return rows
    .orderBy('position')
    .limit(PAGE + 1)
    .execute()
}

type Page = Awaited<ReturnType<typeof readPage>>

function toRow({ position, line, cells, body, verdict, reason }: Page[number]): ImportRow {
  const transaction = body === null ? null : parseTransaction(body)
  return {
    position,
    line,
    bookingDate: transaction?.bookingDate ?? null,
    amount: transaction?.amount ?? null,
    text: transaction?.text ?? (cells === null ? '' : parseCells(cells).join(' · ').slice(0, 200)),
    counterparty: transaction?.counterpartyName ?? null,
    verdict: verdict ?? 'unreadable',
    reason,
  }
}

async function countVerdicts(db: Database, id: ImportId): Promise<ImportPreview['counts']> {
  const rows = await db
    .selectFrom('import_rows')
    .select(({ fn }) => ['verdict', fn.countAll<number>().as('count')])
    .where('import_id', '=', id)
    .groupBy('verdict')
    .execute()
  const counts = { new: 0, known: 0, unsure: 0, unreadable: 0 }
  for (const { verdict, count } of rows) if (verdict !== null) counts[verdict] = count
  return counts
}

/** The first and the last day of what can be read. */
async function readRange(db: Database, id: ImportId): Promise<Pick<ImportPreview, 'from' | 'to'>> {
  const rows = await db
    .selectFrom('import_rows')
    .select('body')
    .where('import_id', '=', id)
    .where('verdict', 'in', ['new', 'known', 'unsure'])
    .execute()
  let from: ImportPreview['from'] = null
  let to: ImportPreview['to'] = null
  for (const { body } of rows) {
    if (body === null) continue
    const { bookingDate: day } = parseTransaction(body)
    if (from === null || day < from) from = day
    if (to === null || day > to) to = day
  }
  return { from, to }
}

async function countStatements(
  db: Database,
  { id, statements, mapping }: StoredImport,
): Promise<ImportPreview['statements']> {
  const rows = await db
    .selectFrom('import_rows')
    .select(({ fn }) => ['statement', fn.countAll<number>().as('count')])
    .where('import_id', '=', id)
    .where('line', '>', mapping?.headingLine ?? 0)
    .groupBy('statement')
    .execute()
  const counts = new Map(rows.map(({ statement, count }) => [statement, count]))
  return statements.map((head, place) => ({ ...head, rows: counts.get(place) ?? 0 }))
}

async function describeColumns(
  db: Database,
  member: MemberId,
  { id, mapping, shape }: StoredImport,
): Promise<ImportPreview['columns']> {
  if (!mapping || shape === null) return null
  const rows = await db
    .selectFrom('import_rows')
    .select(['line', 'cells'])
    .where('import_id', '=', id)
    .where('line', '>=', mapping.headingLine)
    .orderBy('position')
    .limit(SAMPLES + 1)
    .execute()
  const records = rows.map(({ line, cells }) => ({ line, cells: parseCells(cells ?? '[]') }))
  const heading = records.find(({ line }) => line === mapping.headingLine)
  const samples = records.filter(({ line }) => line > mapping.headingLine).slice(0, SAMPLES)
  const remembered = await db
    .selectFrom('import_mappings')
    .select('shape')
    .where('member_id', '=', member)
    .where('shape', '=', shape)
    .executeTakeFirst()
  return {
    headings: heading?.cells ?? [],
    samples: samples.map(({ cells }) => cells),
    mapping,
    remembered: remembered !== undefined,
    missing: listMissingRoles(mapping),
  }
}
