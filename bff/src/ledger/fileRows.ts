import type { AccountId, ImportId, TransactionId } from '@skrin/shared/brand'
import type { BankTransaction } from '../banks/bank.ts'
import type { Database } from '../store/database.ts'

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
export declare function previewFileRows(
  db: Database,
  account: AccountId,
  rows: readonly FileRow[],
): Promise<FileVerdict[]>

/** Adds all rows in one transaction, or in the caller's; the same again under the same import changes nothing. */
export declare function addFileRows(
  db: Database,
  target: FileTarget,
  rows: readonly FileRow[],
): Promise<AddedRows>

/** Takes back what an import brought, as a whole; what somebody else told of as well stays. Gives the transactions that are gone. */
export declare function removeImport(db: Database, importId: ImportId): Promise<TransactionId[]>
