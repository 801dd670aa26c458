import type { FileFormat, FileReason } from '@skrin/shared/api/files'
import type { CsvRecord, StatementHead, StatementRow } from './fileContent.ts'

/** What the thread that reads a file tells the one that asked for it, in this order. */
export type WorkerMessage =
  | {
      readonly kind: 'begin'
      readonly format: FileFormat
      readonly statements: readonly StatementHead[]
    }
  | { readonly kind: 'records'; readonly records: readonly CsvRecord[] }
  | { readonly kind: 'rows'; readonly rows: readonly StatementRow[] }
  | { readonly kind: 'end' }
  | {
      readonly kind: 'refused'
      readonly reason: FileReason
      readonly line: number | undefined
      readonly entry: string | undefined
    }
