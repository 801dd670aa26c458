import { pipeline } from 'node:stream/promises'
import type { FileReason } from '@skrin/shared/api/files'
import { MOST_FILE_ROWS } from '@skrin/shared/api/files'
import { CsvError, parse } from 'csv-parse'
import { countLines } from './decodeText.ts'
import { detectDelimiter } from './detectDelimiter.ts'
import type { CsvContent, CsvRecord } from './fileContent.ts'
import { FileError } from './fileError.ts'

const MOST_COLUMNS = 100
const MOST_CELL_LETTERS = 1000
const MOST_LINE_LETTERS = 64 * 1024
const MOST_RECORD_BYTES = 4 * MOST_LINE_LETTERS

/**
 * The records of a CSV file (RFC 4180, and what banks make of it), blank ones left out.
 * @throws FileError with the line on which the record begins that cannot be read
 */
export async function readCsv(head: string, chunks: Iterable<string>): Promise<CsvContent> {
  const delimiter = detectDelimiter(head)
  if (delimiter === null) throw new FileError('unknown_format')
  const records: CsvRecord[] = []
  let line = 1
  const parser = parse({
    delimiter,
    record_delimiter: head.includes('\n') ? ['\r\n', '\n'] : ['\r'],
    relax_column_count: true,
    // Names of shops stand with quotes in lines that are not quoted.
    relax_quotes: true,
    max_record_size: MOST_RECORD_BYTES,
    on_record(cells: string[]) {
      if (cells.some((cell) => cell.trim() !== '')) records.push(toRecord(cells, line))
      if (records.length > MOST_FILE_ROWS) throw new FileError('too_many_rows', { line })
      // Counted here: the parser's own count is too high after a quoted line break.
      line += 1 + cells.reduce((sum, cell) => sum + countLines(cell), 0)
      return null
    },
  })
  try {
    await pipeline(boundLines(chunks), parser, discard)
  } catch (error) {
    throw error instanceof CsvError ? new FileError(toReason(error), { line, cause: error }) : error
  }
  return { format: 'csv', records }
}

function toRecord(cells: readonly string[], line: number): CsvRecord {
  if (cells.length > MOST_COLUMNS) throw new FileError('too_many_columns', { line })
  return { line, cells: cells.map((cell) => cell.trim().slice(0, MOST_CELL_LETTERS)) }
}

/** With this before it, a record that grows without end is one whose quote was never closed. */
function* boundLines(chunks: Iterable<string>): Generator<string> {
  let line = 1
  let length = 0
  for (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      if (length + end - start > MOST_LINE_LETTERS) throw new FileError('line_too_long', { line })
      line++
      length = 0
      start = end + 1
    }
    length += chunk.length - start
    if (length > MOST_LINE_LETTERS) throw new FileError('line_too_long', { line })
    yield chunk
  }
}

async function discard(source: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of source);
}

function toReason({ code }: CsvError): FileReason {
  return code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE'
    ? 'quote_left_open'
    : 'wrong_quote'
}
