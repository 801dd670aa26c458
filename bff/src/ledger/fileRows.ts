import type { AccountId, ImportId, LocalDate, TransactionId } from '@skrin/shared/brand'
import type { BankTransaction } from '../banks/bank.ts'
import type { Database } from '../store/database.ts'
import { aloneWithAccount } from './aloneWithAccount.ts'
import { judgeFile } from './judgeFile.ts'
import type { Judged } from './judgeFile.ts'
import { noteApart } from './foldAnnotations.ts'
import { readKnown } from './readKnown.ts'
import { rederive } from './rederive.ts'
import { toToldRow } from './toToldRow.ts'
import { writeChanges } from './writeChanges.ts'

/** A booked row of a file, read as a bank's row is; what is only reserved does not belong here. */
export interface FileRow {
  /** Where the row is in the file, from 1; names it in verdicts. */
  readonly line: number
  readonly row: BankTransaction
  /** What the person decided about an `unsure` one; absent: left apart, with a question. */
  readonly decision?: 'new' | 'known'
}

/** new: not told before; known: the same as `same`; unsure: it may be `same`, but the texts do not say so. */
export interface FileVerdict {
  readonly line: number
  readonly verdict: 'new' | 'known' | 'unsure'
  readonly same: TransactionId | null
}

export interface FileTarget {
  readonly account: AccountId
  readonly importId: ImportId
  readonly now: number
}

export interface AddedRows {
  /** Transactions that were not there. */
  readonly added: readonly TransactionId[]
  /** Those that show something else now. */
  readonly changed: readonly TransactionId[]
  /** How many rows were known: they are kept beside what is there, and add nothing to it. */
  readonly known: number
}

/** One verdict per row, in their order; writes nothing. */
export async function previewFileRows(
  db: Database,
  account: AccountId,
  rows: readonly FileRow[],
): Promise<FileVerdict[]> {
  const { judged } = await judge(db, { account, importId: PREVIEW, now: 0 }, rows)
  return judged.map(({ line, verdict, same }) => ({ line, verdict, same }))
}

/** Adds all rows in one transaction, or in the caller's; the same again under the same import changes nothing. */
export async function addFileRows(
  db: Database,
  target: FileTarget,
  rows: readonly FileRow[],
): Promise<AddedRows> {
  return aloneWithAccount(db, target.account, async (transaction) => {
    const { judged, changes } = await judge(transaction, target, rows)
    const saved = await writeChanges(transaction, changes, target.now)
    for (const { apart } of judged) if (apart) await noteApart(transaction, apart.own, apart.other)
    return { ...saved, known: judged.filter(({ isJoined }) => isJoined).length }
  })
}

/** Takes back what an import brought, as a whole; what somebody else told of as well stays. Gives the transactions that are gone. */
export async function removeImport(db: Database, importId: ImportId): Promise<TransactionId[]> {
  const rows = await db
    .selectFrom('observations')
    .select('account_id')
    .distinct()
    .where('source', '=', importId)
    .execute()
  const gone = []
  for (const { account_id: account } of rows)
    gone.push(
      ...(await aloneWithAccount(db, account, (transaction) => removeFrom(transaction, importId))),
    )
  return gone
}

async function removeFrom(db: Database, importId: ImportId): Promise<TransactionId[]> {
  const rows = await db
    .selectFrom('observations')
    .select('transaction_id')
    .distinct()
    .where('source', '=', importId)
    .execute()
  const ids = rows.map((row) => row.transaction_id)
  const gone: TransactionId[] = []
  for (let start = 0; start < ids.length; start += BATCH) {
    const some = ids.slice(start, start + BATCH)
    const toldByOthers = await db
      .selectFrom('observations')
      .select('transaction_id')
      .distinct()
      .where('transaction_id', 'in', some)
      .where('source', '!=', importId)
      .execute()
    const kept = new Set(toldByOthers.map((row) => row.transaction_id))
    const only = some.filter((id) => !kept.has(id))
    if (only.length > 0) await db.deleteFrom('transactions').where('id', 'in', only).execute()
    gone.push(...only)
    await db
      .deleteFrom('observations')
      .where('source', '=', importId)
      .where('transaction_id', 'in', some)
      .execute()
    await rederive(db, [...kept])
  }
  return gone
}

const BATCH = 400
/** Stands for an import that is not there: none of its rows are known. */
const PREVIEW = 'preview' as ImportId

async function judge(
  db: Database,
  { account, importId, now }: FileTarget,
  rows: readonly FileRow[],
): Promise<Judged> {
  const told = rows.map(({ line, row, decision }) => ({
    line,
    decision,
    row: toToldRow({ account, source: importId, status: 'booked' }, row),
  }))
  const days = rows.map(({ row }) => row.bookingDate)
  const first = days.reduce<LocalDate | null>(
    (least, day) => (least === null || day < least ? day : least),
    null,
  )
  if (first === null)
    return judgeFile({ observations: [], marks: new Map(), apart: new Set() }, now, [])
  return judgeFile(await readKnown(db, account, first), now, told)
}
