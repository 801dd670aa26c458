import type { CsvMapping } from '@skrin/shared/api/files'
import { csvMapping } from '@skrin/shared/api/files'
import type { ImportId, MemberId } from '@skrin/shared/brand'
import * as v from 'valibot'
import { AppError } from '../../appError.ts'
import type { Clock } from '../../clock.ts'
import { randomId } from '../../ids.ts'
import type { Database } from '../../store/database.ts'
import { guessMapping } from '../columns/guessMapping.ts'
import { toShape } from '../columns/headings.ts'
import type { CsvRecord, FileContent, StatementHead } from '../reading/fileContent.ts'
import { FileError } from '../reading/fileError.ts'
import { readInThread } from '../reading/readInThread.ts'
import { findTarget, resolveTarget } from './importTargets.ts'
import { judgeLines } from './judgeLines.ts'
import { saveLines } from './saveLines.ts'
import { splitByAccount } from './splitByAccount.ts'
import type { ImportLine } from './storedImport.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/** A fresh upload. */
export interface Upload {
  readonly path: string
  readonly fileName: string
}

/**
 * Reads a file and keeps what it says as a preview: nothing of it is a transaction yet.
 * @throws AppError file_unreadable, with line and reason
 */
export async function startImport(
  { db, clock }: Deps,
  member: MemberId,
  { path, fileName }: Upload,
): Promise<ImportId> {
  const content = await readUpload(path)
  const columns = content.format === 'csv' ? await findColumns(db, member, content.records) : null
  const { lines, statements } = toLines(content, columns?.mapping ?? null)
  const [head] = statements
  const target = head ? await findTarget(db, member, head) : null
  const judged = await judgeLines(db, lines, {
    mapping: columns?.mapping ?? null,
    statement: 0,
    target: target && (await resolveTarget(db, member, target)),
  })
  const id = randomId() as ImportId
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('imports')
      .values({
        id,
        member_id: member,
        account_id: null,
        format: content.format,
        file_name: fileName,
        shape: columns?.shape ?? null,
        mapping: columns && JSON.stringify(columns.mapping),
        statements: JSON.stringify(statements),
        statement: 0,
        target: target && JSON.stringify(target),
        state: 'preview',
        created_at: clock.now(),
        done_at: null,
        undone_at: null,
        added: 0,
      })
      .execute()
    await saveLines(transaction, id, judged)
  })
  return id
}

async function readUpload(path: string): Promise<FileContent> {
  try {
    return await readInThread(path)
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    const { reason, line, entry } = error
    throw new AppError('file_unreadable', {
      reason,
      ...(line !== undefined && { line }),
      ...(entry !== undefined && { field: entry.slice(0, 100) }),
      cause: error,
    })
  }
}

/** As this person read such a file last time, else as its headings and values suggest. */
async function findColumns(
  db: Database,
  member: MemberId,
  records: readonly CsvRecord[],
): Promise<{ shape: string; mapping: CsvMapping }> {
  const guessed = guessMapping(records)
  const heading = records.find(({ line }) => line === guessed.headingLine)
  const width = Math.max(1, ...records.map(({ cells }) => cells.length))
  const shape = heading ? toShape(heading.cells) : `${width} columns`
  const known = await db
    .selectFrom('import_mappings')
    .select('mapping')
    .where('member_id', '=', member)
    .where('shape', '=', shape)
    .executeTakeFirst()
  if (!known) return { shape, mapping: guessed }
  const mapping = v.parse(csvMapping, JSON.parse(known.mapping))
  // The headings may stand on another line this time.
  return { shape, mapping: { ...mapping, headingLine: guessed.headingLine } }
}

function toLines(
  content: FileContent,
  mapping: CsvMapping | null,
): { lines: ImportLine[]; statements: readonly StatementHead[] } {
  if (content.format !== 'csv') {
    const lines = content.rows.map((row, index) => ({ ...row, position: index + 1, cells: null }))
    return { lines, statements: content.statements }
  }
  const lines = content.records.map(({ line, cells }, index) => ({
    position: index + 1,
    line,
    statement: 0,
    cells,
    transaction: null,
  }))
  return splitByAccount(lines, mapping)
}
