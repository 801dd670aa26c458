import type { CsvMapping, FileReason, RowVerdict } from '@skrin/shared/api/files'
import type { AccountId, Currency } from '@skrin/shared/brand'
import { previewFileRows } from '../../ledger/fileRows.ts'
import type { FileRow } from '../../ledger/fileRows.ts'
import { AppError } from '../../appError.ts'
import type { Database } from '../../store/database.ts'
import { listMissingRoles, readRecord } from '../columns/readRecord.ts'
import type { FileTransaction } from '../reading/fileContent.ts'
import type { ImportLine } from './storedImport.ts'

export interface JudgedLine extends ImportLine {
  /** null: no transaction, or not of what is looked at. */
  readonly verdict: RowVerdict | null
  readonly reason: FileReason | null
}

export interface Judging {
  readonly mapping: CsvMapping | null
  readonly statement: number
  /** null: not chosen yet, so nothing is compared. */
  readonly target: { readonly account: AccountId | null; readonly currency: Currency } | null
}

/** Lines are read a thousand at a time, and requests of others come in between. */
const BATCH = 1000

/** What an import would make of each line, in their order. */
export async function judgeLines(
  db: Database,
  lines: readonly ImportLine[],
  judging: Judging,
): Promise<JudgedLine[]> {
  const judged: JudgedLine[] = []
  for (let at = 0; at < lines.length; at += BATCH) {
    judged.push(...lines.slice(at, at + BATCH).map((line) => readLine(line, judging)))
    await new Promise(setImmediate)
  }
  const account = judging.target?.account ?? null
  return account === null ? judged : compareLines(db, account, judged)
}

function readLine(line: ImportLine, { mapping, statement, target }: Judging): JudgedLine {
  const nothing = { ...line, verdict: null, reason: null }
  const bare = line.cells === null ? nothing : { ...nothing, transaction: null }
  if (target === null || line.statement !== statement) return bare
  if (line.cells === null) return judge(line, line.transaction, target.currency)
  if (!mapping || line.line <= mapping.headingLine || listMissingRoles(mapping).length > 0)
    return bare
  const read = readRecord(line.cells, { mapping, currency: target.currency })
  if (read.ok) return judge(line, read.transaction, target.currency)
  return { ...bare, verdict: 'unreadable', reason: read.reason }
}

function judge(
  line: ImportLine,
  transaction: FileTransaction | null,
  currency: Currency,
): JudgedLine {
  const isOther = transaction !== null && transaction.amount.currency !== currency
  return {
    ...line,
    transaction,
    verdict: isOther ? 'unreadable' : 'new',
    reason: isOther ? 'other_currency' : null,
  }
}

/** Rows of one day and amount are compared each with each. */
const MOST_ALIKE = 300

async function compareLines(
  db: Database,
  account: AccountId,
  judged: readonly JudgedLine[],
): Promise<JudgedLine[]> {
  requireDistinct(judged)
  const verdicts = await previewFileRows(db, account, judged.flatMap(toFileRows))
  const byPosition = new Map(verdicts.map(({ line, verdict }) => [line, verdict]))
  return judged.map((line) => ({
    ...line,
    verdict: byPosition.get(line.position) ?? line.verdict,
  }))
}

/** @throws AppError file_unreadable, with the first row of a day and amount that is one too many */
function requireDistinct(judged: readonly JudgedLine[]): void {
  const counts = new Map<string, number>()
  for (const { transaction, line } of judged) {
    if (transaction === null) continue
    const key = `${transaction.bookingDate} ${transaction.amount.minor}`
    const count = (counts.get(key) ?? 0) + 1
    if (count > MOST_ALIKE) throw new AppError('file_unreadable', { reason: 'too_many_rows', line })
    counts.set(key, count)
  }
}

/** The row that the ledger is told of; none where the line has none to tell. */
export function toFileRows({
  position,
  line,
  cells,
  transaction,
  verdict,
}: JudgedLine): [] | [FileRow] {
  if (transaction === null || verdict === null || verdict === 'unreadable') return []
  const { counterpartyName: name, counterpartyAccount: account, ...told } = transaction
  return [
    {
      line: position,
      row: {
        ...told,
        counterparty: name === null && account === null ? null : { name, account },
        wire: cells === null ? { line: String(line) } : { line: String(line), cells },
      },
    },
  ]
}
