import type { ImportId } from '@skrin/shared/brand'
import type { Database } from '../../store/database.ts'
import type { JudgedLine } from './judgeLines.ts'

/** Rows in one insert: below SQLite's limit of parameters. */
const BATCH = 400

/** All lines of an import, in place of those that were there. */
export async function saveLines(
  db: Database,
  id: ImportId,
  lines: readonly JudgedLine[],
): Promise<void> {
  await db.deleteFrom('import_rows').where('import_id', '=', id).execute()
  for (let at = 0; at < lines.length; at += BATCH) {
    await db
      .insertInto('import_rows')
      .values(lines.slice(at, at + BATCH).map((line) => toRow(id, line)))
      .execute()
  }
}

function toRow(id: ImportId, { cells, transaction, ...line }: JudgedLine) {
  const { position, statement, verdict, reason } = line
  return {
    import_id: id,
    position,
    line: line.line,
    statement,
    cells: cells === null ? null : JSON.stringify(cells),
    body: transaction === null ? null : JSON.stringify(transaction),
    verdict,
    reason,
  }
}
