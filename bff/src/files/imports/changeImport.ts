import type { ImportChange } from '@skrin/shared/api/files'
import type { ImportId, MemberId } from '@skrin/shared/brand'
import { AppError } from '../../appError.ts'
import type { Database } from '../../store/database.ts'
import { transact } from '../../store/transact.ts'
import { findTarget, resolveTarget } from './importTargets.ts'
import { judgeLines } from './judgeLines.ts'
import { saveLines } from './saveLines.ts'
import { splitByAccount } from './splitByAccount.ts'
import { readImport, readLines, requirePreview } from './storedImport.ts'

/** For `transact`: one import, as one of its states follows another. */
export function importKey(id: ImportId): string {
  return `import ${id}`
}

/**
 * Reads an import's lines anew: with other columns, another of its statements, or for another account.
 * @throws AppError not_found · import_over · forbidden for an account that somebody else shares
 */
export async function changeImport(
  db: Database,
  member: MemberId,
  { id, change }: { id: ImportId; change: ImportChange },
): Promise<void> {
  await transact(db, importKey(id), async (transaction) => {
    const stored = await readImport(transaction, member, id)
    requirePreview(stored)
    const mapping = stored.mapping && (change.mapping ?? stored.mapping)
    const known = await readLines(transaction, id)
    const { lines, statements } = mapping
      ? splitByAccount(known, mapping)
      : { lines: known, statements: stored.statements }
    const statement = change.statement ?? Math.min(stored.statement, statements.length - 1)
    const head = statements[statement]
    if (!head) throw new AppError('bad_request', { field: 'statement' })
    const isOther = change.statement !== undefined && change.statement !== stored.statement
    const target =
      change.target ?? (isOther ? await findTarget(transaction, member, head) : stored.target)
    const resolved = target && (await resolveTarget(transaction, member, target))
    const judged = await judgeLines(transaction, lines, { mapping, statement, target: resolved })
    await saveLines(transaction, id, judged)
    await transaction
      .updateTable('imports')
      .set({
        mapping: mapping && JSON.stringify(mapping),
        statements: JSON.stringify(statements),
        statement,
        target: target && JSON.stringify(target),
      })
      .where('id', '=', id)
      .execute()
  })
}
