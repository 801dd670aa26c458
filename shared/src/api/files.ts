import * as v from 'valibot'
import { accountKind } from './accounts.ts'
import { accountId, importId, instant, localDate, money } from './primitives.ts'
import { transactionsQuery } from './transactions.ts'

/** The largest file that Skrin takes, and the most that a zip may unpack to. */
export const MOST_FILE_BYTES = 50 * 1024 * 1024
/** The most rows that one import holds: some twenty years of a busy household, and half a minute to work in. */
export const MOST_FILE_ROWS = 30_000

/** json: what Skrin itself exports. */
export const fileFormat = v.picklist(['csv', 'ofx', 'camt053', 'json'])
export type FileFormat = v.InferOutput<typeof fileFormat>

/** Why a file, or one line of it, cannot be read. */
export const fileReasons = [
  // the file
  'empty',
  'not_text',
  'wrong_encoding',
  'unknown_format',
  'too_many_rows',
  'took_too_long',
  // a zip
  'zip_broken',
  'zip_too_large',
  'zip_encrypted',
  'zip_mixed',
  // its shape
  'line_too_long',
  'too_many_columns',
  'quote_left_open',
  'wrong_quote',
  'wrong_xml',
  'too_deep',
  'entities_refused',
  'wrong_json',
  // a transaction
  'field_missing',
  'wrong_date',
  'wrong_amount',
  'wrong_currency',
  'other_currency',
  'not_booked',
] as const
export const fileReason = v.picklist(fileReasons)
export type FileReason = v.InferOutput<typeof fileReason>

/** What a column of a CSV file holds. `in` and `out` are two columns without signs in place of `amount`. */
export const csvRoles = [
  'date',
  'valueDate',
  'amount',
  'in',
  'out',
  'text',
  'counterparty',
  'counterpartyAccount',
  'currency',
  'reference',
  'account',
  'status',
  'ignore',
] as const
export const csvRole = v.picklist(csvRoles)
export type CsvRole = v.InferOutput<typeof csvRole>

/** How the columns of a CSV file are read; remembered per person for files with the same headings. */
export const csvMapping = v.strictObject({
  /** One for each column. */
  roles: v.pipe(v.array(csvRole), v.minLength(1), v.maxLength(100)),
  /** The line, from 1, that holds the headings; 0: there are none. What is above it is no transaction. */
  headingLine: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
  dateOrder: v.picklist(['ymd', 'dmy', 'mdy']),
  decimalSign: v.picklist([',', '.']),
  /** `positive`: money out stands without a minus, as on some card statements. */
  outIs: v.picklist(['negative', 'positive']),
})
export type CsvMapping = v.InferOutput<typeof csvMapping>

const currencyCode = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))
const line = v.number()

/** Where the rows go: an account of one's own, or a new one that only files fill, of a bank that is gone. */
export const importTarget = v.union([
  v.strictObject({ account: accountId }),
  v.strictObject({
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
    kind: accountKind,
    currency: currencyCode,
    number: v.nullable(v.pipe(v.string(), v.regex(/^[0-9A-Z]{4,34}$/))),
  }),
])
export type ImportTarget = v.InferOutput<typeof importTarget>

/** `done` and `undone` stay in the list; a `preview` is forgotten after a day. */
export const importState = v.picklist(['preview', 'done', 'undone'])
export type ImportState = v.InferOutput<typeof importState>

export const fileImport = v.object({
  id: importId,
  fileName: v.string(),
  format: fileFormat,
  state: importState,
  /** Where its rows went; null in a preview, and where that account is gone. */
  account: v.nullable(accountId),
  accountName: v.nullable(v.string()),
  /** Transactions that were not known before. */
  added: v.number(),
  createdAt: instant,
  doneAt: v.nullable(instant),
  undoneAt: v.nullable(instant),
})
export type FileImport = v.InferOutput<typeof fileImport>

/** GET /api/imports: one's own, newest first. */
export const importsAnswer = v.object({ imports: v.array(fileImport) })
export type ImportsAnswer = v.InferOutput<typeof importsAnswer>

/** One account that a file tells of. */
export const fileStatement = v.object({
  /** As the file writes it: an IBAN, a number, or a name. */
  number: v.nullable(v.string()),
  currency: v.nullable(v.string()),
  rows: v.number(),
})
export type FileStatement = v.InferOutput<typeof fileStatement>

/** known: it is there already; unsure: it may be one that is there; unreadable: see `reason`. */
export const rowVerdict = v.picklist(['new', 'known', 'unsure', 'unreadable'])
export type RowVerdict = v.InferOutput<typeof rowVerdict>

export const importRow = v.object({
  /** Its place among the rows of the file, from 1: what `take` and `leave` name. */
  position: v.number(),
  /** Where it begins in the file, from 1. */
  line,
  bookingDate: v.nullable(localDate),
  amount: v.nullable(money),
  text: v.string(),
  counterparty: v.nullable(v.string()),
  verdict: rowVerdict,
  reason: v.nullable(fileReason),
})
export type ImportRow = v.InferOutput<typeof importRow>

/** What an import would do, before it does it. */
export const importPreview = v.object({
  import: fileImport,
  statements: v.array(fileStatement),
  /** Which of them is looked at, from 0. */
  statement: v.number(),
  target: v.nullable(importTarget),
  /** null: no CSV file. */
  columns: v.nullable(
    v.object({
      headings: v.array(v.string()),
      /** The first lines below the headings. */
      samples: v.array(v.array(v.string())),
      mapping: csvMapping,
      /** True: the person read a file with these headings before. */
      remembered: v.boolean(),
      /** Roles that are missing before anything can be read. */
      missing: v.array(csvRole),
    }),
  ),
  counts: v.object({
    new: v.number(),
    known: v.number(),
    unsure: v.number(),
    unreadable: v.number(),
  }),
  from: v.nullable(localDate),
  to: v.nullable(localDate),
  rows: v.array(importRow),
  nextCursor: v.nullable(v.string()),
})
export type ImportPreview = v.InferOutput<typeof importPreview>

/**
 * POST /api/imports?name=konto.csv with the file as the body, `application/octet-stream`: a preview. A file that cannot be
 * read is refused with `file_unreadable`, the line and the reason.
 */
export const importUploadQuery = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.regex(/^[^\u0000-\u001f]*$/)),
})

/** GET /api/imports/{id}: the preview, a hundred rows at a time. */
export const importPreviewQuery = v.strictObject({
  verdict: v.optional(rowVerdict),
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/))),
})
export type ImportPreviewQuery = v.InferOutput<typeof importPreviewQuery>

/** PATCH /api/imports/{id}: what is given is read anew; answers with the preview. */
export const importChange = v.strictObject({
  mapping: v.optional(csvMapping),
  statement: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000))),
  target: v.optional(importTarget),
})
export type ImportChange = v.InferInput<typeof importChange>

const positions = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_FILE_ROWS))),
  v.maxLength(5000),
)

/**
 * POST /api/imports/{id}/commit: all new rows but those in `leave`, and of the unsure ones those in `take`, at once or not
 * at all. Lines that cannot be read stop it, unless they are to be left out. Answers with the import.
 */
export const importCommit = v.strictObject({
  take: v.optional(positions),
  leave: v.optional(positions),
  leaveUnreadable: v.optional(v.boolean()),
})
export type ImportCommit = v.InferInput<typeof importCommit>

/**
 * actual: CSV with the columns that Actual looks for. firefly: CSV for Firefly III's data importer, and firefly-config: the
 * configuration that goes with it.
 */
export const exportFormat = v.picklist([
  'csv',
  'json',
  'ofx',
  'actual',
  'firefly',
  'firefly-config',
])
export type ExportFormat = v.InferOutput<typeof exportFormat>

const { cursor: _, limit: __, prefer: ___, ...filters } = transactionsQuery.entries

/** GET /api/export: everything that the list of transactions finds with the same filters, as a file. */
export const exportQuery = v.strictObject({ ...filters, format: exportFormat })
export type ExportQuery = v.InferOutput<typeof exportQuery>
