import type { AccountId, ImportId, MemberId } from '@skrin/shared/brand'
import { AppError } from '../../appError.ts'
import type { Clock } from '../../clock.ts'
import { connectionKey } from '../../connections/connectionRows.ts'
import { removeImport } from '../../ledger/fileRows.ts'
import type { Database } from '../../store/database.ts'
import { transact, waitForKey } from '../../store/transact.ts'
import { importKey } from './changeImport.ts'
import { findConnection } from './commitImport.ts'
import { noteFileCoverage, removeEmptyFileAccount } from './fileAccounts.ts'
import { readImport, requirePreview } from './storedImport.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/** Unfinished imports are forgotten after that. */
const PREVIEW_MS = 24 * 60 * 60_000

/**
 * Takes back all that an import brought; what a bank or another file told of as well stays. Gives the account it was in.
 * @throws AppError not_found · import_over for what was not done, or was undone before
 */
export async function undoImport(
  { db, clock }: Deps,
  member: MemberId,
  id: ImportId,
): Promise<AccountId> {
  return transact(db, importKey(id), async (transaction) => {
    const { state, account_id: account } = await readImport(transaction, member, id)
    if (state !== 'done' || account === null) throw new AppError('import_over')
    await waitForKey(transaction, connectionKey(await findConnection(transaction, member, account)))
    await removeImport(transaction, id)
    await transaction
      .updateTable('imports')
      .set({ state: 'undone', undone_at: clock.now(), account_id: null })
      .where('id', '=', id)
      .execute()
    await noteFileCoverage(transaction, account, clock.now())
    await removeEmptyFileAccount(transaction, account)
    return account
  })
}

/** Forgets a preview. @throws AppError not_found · import_over for what was done: that is undone, not forgotten */
export async function discardImport(db: Database, member: MemberId, id: ImportId): Promise<void> {
  await transact(db, importKey(id), async (transaction) => {
    requirePreview(await readImport(transaction, member, id))
    await transaction.deleteFrom('imports').where('id', '=', id).execute()
  })
}

/** Previews that nobody finished. */
export async function sweepPreviews({ db, clock }: Deps): Promise<void> {
  await db
    .deleteFrom('imports')
    .where('state', '=', 'preview')
    .where('created_at', '<', clock.now() - PREVIEW_MS)
    .execute()
}
