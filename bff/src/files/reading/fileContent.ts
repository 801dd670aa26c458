import type { Currency, LocalDate } from '@skrin/shared/brand'
import type { Money } from '@skrin/shared/money'

/** A booked transaction as a file tells of it. */
export interface FileTransaction {
  readonly bookingDate: LocalDate
  readonly valueDate: LocalDate | null
  readonly amount: Money
  readonly text: string
  /** Everything that the file says of it in words, for telling one row from another. */
  readonly bankText: string
  readonly counterpartyName: string | null
  readonly counterpartyAccount: string | null
  readonly original: { readonly amount: Money; readonly rate: string | null } | null
  /** The bank's own word for the kind of transaction. */
  readonly kind: string | null
  /** The bank's own id for it, where the format has one. */
  readonly bankId: string | null
}

/** One line of a CSV file; what its cells mean is for a mapping to say. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
}

/** One row of a format that says itself what its parts mean. */
export interface StatementRow {
  readonly line: number
  /** Which of the file's statements it is in, from 0. */
  readonly statement: number
  readonly transaction: FileTransaction
}

/** One account that a file tells of. */
export interface StatementHead {
  readonly number: string | null
  readonly currency: Currency | null
}

export interface CsvContent {
  readonly format: 'csv'
  readonly records: readonly CsvRecord[]
}

export interface StatementContent {
  readonly format: 'ofx' | 'camt053' | 'json'
  readonly statements: readonly StatementHead[]
  readonly rows: readonly StatementRow[]
}

export type FileContent = CsvContent | StatementContent
