import { TextDecoder } from 'node:util'
import { detectEncoding } from './detectEncoding.ts'
import { FileError } from './fileError.ts'

const CHUNK_BYTES = 256 * 1024
// Tab, line feed, form feed and carriage return are text; of the rest none is, and a NUL would cut texts in two.
const control = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]/

/**
 * The text of a file, a piece at a time, without byte order mark.
 * @throws FileError wrong_encoding or not_text, with the line
 */
export function* decodeText(bytes: Buffer): Generator<string> {
  const encoding = detectEncoding(bytes)
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    const chunk = bytes.subarray(start, start + CHUNK_BYTES)
    const isLast = start + CHUNK_BYTES >= bytes.length
    const text = decodeChunk(decoder, chunk, { isLast, line })
    const found = control.exec(text)
    if (found) throw toControlError(found, { text, line })
    yield text
    line += countLines(text)
  }
}

interface Place {
  readonly isLast: boolean
  readonly line: number
}

function decodeChunk(decoder: TextDecoder, chunk: Buffer, { isLast, line }: Place): string {
  try {
    return decoder.decode(chunk, { stream: !isLast })
  } catch (cause) {
    const text = new TextDecoder(decoder.encoding).decode(chunk)
    const broken = text.indexOf('\ufffd')
    const before = broken < 0 ? text : text.slice(0, broken)
    throw new FileError('wrong_encoding', { line: line + countLines(before), cause })
  }
}

/** C1 controls are what the gaps of Windows-1252 decode to: such a file is in another encoding. */
function toControlError(
  found: RegExpExecArray,
  { text, line }: { text: string; line: number },
): FileError {
  const reason = found[0] >= '\u007f' ? 'wrong_encoding' : 'not_text'
  return new FileError(reason, { line: line + countLines(text.slice(0, found.index)) })
}

export function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
