import type { Selectable } from 'kysely'
import { csvMapping, importTarget } from '@skrin/shared/api/files'
import type { CsvMapping, ImportTarget } from '@skrin/shared/api/files'
import { localDate, money } from '@skrin/shared/api/primitives'
import type { ImportId, MemberId } from '@skrin/shared/brand'
import { parseCurrency } from '@skrin/shared/money'
import * as v from 'valibot'
import { AppError } from '../../appError.ts'
import type { Database } from '../../store/database.ts'
import type { Schema } from '../../store/schema.ts'
import type { FileTransaction, StatementHead } from '../reading/fileContent.ts'

type ImportRow = Selectable<Schema['imports']>

/** A row of `imports`, its JSON read. */
export interface StoredImport extends Omit<ImportRow, 'mapping' | 'statements' | 'target'> {
  readonly mapping: CsvMapping | null
  readonly statements: readonly StatementHead[]
  readonly target: ImportTarget | null
}

/** One line of an import that is looked at. */
export interface ImportLine {
  readonly position: number
  readonly line: number
  readonly statement: number
  /** Of a CSV file. */
  readonly cells: readonly string[] | null
  /** null: none was read from it. */
  readonly transaction: FileTransaction | null
}

const text = v.nullable(v.string())
const transaction = v.object({
  bookingDate: localDate,
  valueDate: v.nullable(localDate),
  amount: money,
  text: v.string(),
  bankText: v.string(),
  counterpartyName: text,
  counterpartyAccount: text,
  original: v.nullable(v.object({ amount: money, rate: text })),
  kind: text,
  bankId: text,
})
const currency = v.nullable(v.pipe(v.string(), v.transform(parseCurrency)))
const heads = v.array(v.object({ number: text, currency }))

export function parseTransaction(body: string): FileTransaction {
  return v.parse(transaction, JSON.parse(body))
}

export function parseCells(cells: string): string[] {
  return v.parse(v.array(v.string()), JSON.parse(cells))
}

/** @throws AppError not_found, also for somebody else's */
export async function readImport(
  db: Database,
  member: MemberId,
  id: ImportId,
): Promise<StoredImport> {
  const row = await db
    .selectFrom('imports')
    .selectAll()
    .where('id', '=', id)
    .where('member_id', '=', member)
    .executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return {
    ...row,
    mapping: row.mapping === null ? null : v.parse(csvMapping, JSON.parse(row.mapping)),
    statements: v.parse(heads, JSON.parse(row.statements)),
    target: row.target === null ? null : v.parse(importTarget, JSON.parse(row.target)),
  }
}

/** @throws AppError import_over: it is done, or was undone */
export function requirePreview({ state }: Pick<StoredImport, 'state'>): void {
  if (state !== 'preview') throw new AppError('import_over')
}

export async function readLines(db: Database, id: ImportId): Promise<ImportLine[]> {
  const rows = await db
    .selectFrom('import_rows')
    .select(['position', 'line', 'statement', 'cells', 'body'])
    .where('import_id', '=', id)
    .orderBy('position')
    .execute()
  return rows.map(({ cells, body, ...place }) => ({
    ...place,
    cells: cells === null ? null : parseCells(cells),
    transaction: body === null ? null : parseTransaction(body),
  }))
}
