import type { ImportCommit } from '@skrin/shared/api/files'
import type { AccountId, ConnectionId, ImportId, MemberId } from '@skrin/shared/brand'
import { AppError } from '../../appError.ts'
import type { Clock } from '../../clock.ts'
import { connectionKey } from '../../connections/connectionRows.ts'
import { addFileRows } from '../../ledger/fileRows.ts'
import type { FileRow } from '../../ledger/fileRows.ts'
import type { Database } from '../../store/database.ts'
import { transact, waitForKey } from '../../store/transact.ts'
import { importKey } from './changeImport.ts'
import { fileConnectionOf, makeFileAccount, noteFileCoverage } from './fileAccounts.ts'
import { resolveTarget } from './importTargets.ts'
import { toFileRows } from './judgeLines.ts'
import type { JudgedLine } from './judgeLines.ts'
import { parseCells, parseTransaction, readImport, requirePreview } from './storedImport.ts'
import type { StoredImport } from './storedImport.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/**
 * Makes transactions of an import's rows: all that are wanted, or none. Gives the account.
 * @throws AppError not_found · import_over · forbidden · bad_request without an account · file_unreadable with the first
 * line that cannot be read, unless such lines are to be left out
 */
export async function commitImport(
  { db, clock }: Deps,
  member: MemberId,
  { id, choices }: { id: ImportId; choices: ImportCommit },
): Promise<AccountId> {
  return transact(db, importKey(id), async (transaction) => {
    const stored = await readImport(transaction, member, id)
    requirePreview(stored)
    const lines = await readJudged(transaction, stored)
    if (choices.leaveUnreadable !== true) requireReadable(lines)
    const now = clock.now()
    const account = await openAccount(transaction, stored, now)
    const rows = lines.flatMap((line) => chooseRow(line, choices))
    if (rows.length === 0) throw new AppError('bad_request', { field: 'leave' })
    const { added } = await addFileRows(transaction, { account, importId: id, now }, rows)
    await noteFileCoverage(transaction, account, now)
    await transaction
      .updateTable('imports')
      .set({ state: 'done', account_id: account, done_at: now, added: added.length })
      .where('id', '=', id)
      .execute()
    // What was said is an observation now.
    await transaction.deleteFrom('import_rows').where('import_id', '=', id).execute()
    await rememberMapping(transaction, stored)
    return account
  })
}

async function readJudged(db: Database, { id }: StoredImport): Promise<JudgedLine[]> {
  const rows = await db
    .selectFrom('import_rows')
    .selectAll()
    .where('import_id', '=', id)
    .where('verdict', 'is not', null)
    .orderBy('position')
    .execute()
  return rows.map(({ cells, body, ...row }) => ({
    ...row,
    cells: cells === null ? null : parseCells(cells),
    transaction: body === null ? null : parseTransaction(body),
  }))
}

function requireReadable(lines: readonly JudgedLine[]): void {
  const first = lines.find(({ verdict }) => verdict === 'unreadable')
  if (!first) return
  const { line, reason } = first
  throw new AppError('file_unreadable', { line, ...(reason !== null && { reason }) })
}

/** Also what is known is told: that a file says so too is kept beside it. */
function chooseRow(line: JudgedLine, { take = [], leave = [] }: ImportCommit): FileRow[] {
  if (leave.includes(line.position)) return []
  return toFileRows(line).map((row): FileRow => {
    if (line.verdict !== 'unsure') return row
    return { ...row, decision: take.includes(line.position) ? 'new' : 'known' }
  })
}

async function openAccount(
  db: Database,
  { id, member_id: member, target }: StoredImport,
  now: number,
): Promise<AccountId> {
  if (!target) throw new AppError('bad_request', { field: 'target' })
  const { account } = await resolveTarget(db, member, target)
  await waitForKey(db, connectionKey(await findConnection(db, member, account)))
  if (account !== null) return account
  if ('account' in target) throw new AppError('not_found')
  return makeFileAccount(db, { member, importId: id, target, now })
}

export async function findConnection(
  db: Database,
  member: MemberId,
  account: AccountId | null,
): Promise<ConnectionId> {
  if (account === null) return fileConnectionOf(member)
  const row = await db
    .selectFrom('accounts')
    .select('connection_id')
    .where('id', '=', account)
    .executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return row.connection_id
}

async function rememberMapping(
  db: Database,
  { member_id: member, shape, mapping }: StoredImport,
): Promise<void> {
  if (!mapping || shape === null) return
  const values = { member_id: member, shape, mapping: JSON.stringify(mapping) }
  await db
    .insertInto('import_mappings')
    .values(values)
    .onConflict((conflict) => conflict.columns(['member_id', 'shape']).doUpdateSet(values))
    .execute()
}
