import { readFile as readBytes } from 'node:fs/promises'
import type { FileContent } from './fileContent.ts'
import { FileError } from './fileError.ts'
import { readContent } from './readContent.ts'
import { isZip, readZip } from './readZip.ts'

/** What a file tells, whatever it is: all of it, or nothing. @throws FileError */
export async function readFile(path: string): Promise<FileContent> {
  const bytes = await readBytes(path)
  if (bytes.length === 0) throw new FileError('empty')
  const content = isZip(bytes) ? await readZip(bytes) : await readContent(bytes)
  const rows = content.format === 'csv' ? content.records : content.rows
  if (rows.length === 0) throw new FileError('empty')
  return content
}
