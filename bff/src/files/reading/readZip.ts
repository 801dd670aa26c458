import { MOST_FILE_BYTES, MOST_FILE_ROWS } from '@skrin/shared/api/files'
import { fromBufferPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import type { FileContent, StatementContent } from './fileContent.ts'
import { FileError } from './fileError.ts'
import { readContent } from './readContent.ts'

const MOST_ENTRIES = 1000

export function isZip(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 4) === 'PK\u0003\u0004'
}

/**
 * The statements of a zip, as banks send them: one CSV file, or any number of files of another format. What it unpacks to is
 * counted as it unpacks, whatever its headers say; a zip within it is not opened.
 * @throws FileError with the name of the file within, and its line
 */
export async function readZip(bytes: Buffer): Promise<FileContent> {
  const contents: FileContent[] = []
  for await (const { name, unpacked } of unpack(bytes)) {
    if (isZip(unpacked)) throw new FileError('zip_mixed', { entry: name })
    contents.push(await readEntry(name, unpacked))
  }
  const [first, ...others] = contents
  if (!first) throw new FileError('empty')
  return others.length === 0 ? first : joinStatements(contents)
}

interface Unpacked {
  readonly name: string
  readonly unpacked: Buffer
}

async function* unpack(bytes: Buffer): AsyncGenerator<Unpacked> {
  let room = MOST_FILE_BYTES
  let entries = 0
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true })
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName
      if (++entries > MOST_ENTRIES) throw new FileError('zip_too_large')
      if (name.endsWith('/') || isHidden(name)) continue
      if (entry.isEncrypted()) throw new FileError('zip_encrypted', { entry: name })
      if (entry.uncompressedSize > room) throw new FileError('zip_too_large', { entry: name })
      const unpacked = await unpackEntry(zip, entry)
      room -= unpacked.length
      yield { name, unpacked }
    }
  } catch (error) {
    throw error instanceof FileError ? error : new FileError('zip_broken', { cause: error })
  }
}

/** yauzl stops an entry that unpacks to more than its header says. */
async function unpackEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** What macOS and editors put beside the files. */
function isHidden(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX')
}

async function readEntry(name: string, bytes: Buffer): Promise<FileContent> {
  try {
    return await readContent(bytes)
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    const { reason, line } = error
    throw new FileError(reason, { entry: name, ...(line !== undefined && { line }), cause: error })
  }
}

/** Files of one account, one a day or a month, become one statement. */
function joinStatements(contents: readonly FileContent[]): StatementContent {
  const [first] = contents
  const parts = contents.filter((content) => content.format !== 'csv')
  if (!first || first.format === 'csv' || parts.some(({ format }) => format !== first.format))
    throw new FileError('zip_mixed')
  if (parts.length < contents.length) throw new FileError('zip_mixed')
  const all = parts.flatMap(({ statements }) => statements)
  const heads = new Map(all.map((head) => [JSON.stringify(head), head]))
  const places = new Map([...heads.keys()].map((key, place) => [key, place]))
  const rows = parts.flatMap(({ statements, rows: own }) =>
    own.map((row) => ({
      ...row,
      statement: places.get(JSON.stringify(statements[row.statement])) ?? 0,
    })),
  )
  if (rows.length > MOST_FILE_ROWS) throw new FileError('too_many_rows')
  return { format: first.format, statements: [...heads.values()], rows }
}
