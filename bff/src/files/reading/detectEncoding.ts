import { isUtf8 } from 'node:buffer'
import { FileError } from './fileError.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const HEAD_BYTES = 4096
const boms: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * By its byte order mark; by the zeros that UTF-16 has in every other byte of Latin letters; by being valid UTF-8, which no
 * Nordic text in Windows-1252 is by chance; else Windows-1252, what banks call ISO 8859-1.
 * @throws FileError wrong_encoding where a file is in two of them
 */
export function detectEncoding(bytes: Buffer): Encoding {
  const marked = boms.find(([, bom]) => bom.every((byte, index) => bytes[index] === byte))
  const encoding = marked?.[0] ?? guessUtf16(bytes)
  if (encoding !== undefined && encoding !== 'utf-8') return encoding
  if (isUtf8(bytes)) return 'utf-8'
  const stray = findStrayByte(bytes)
  if (marked || stray.afterUtf8 || declaresUtf8(bytes))
    throw new FileError('wrong_encoding', { line: lineOf(bytes, stray.at) })
  return 'windows-1252'
}

function guessUtf16(bytes: Buffer): Encoding | undefined {
  const head = bytes.subarray(0, HEAD_BYTES)
  const pairs = Math.floor(head.length / 2)
  if (pairs < 2) return undefined
  let even = 0
  let odd = 0
  for (let index = 0; index < pairs * 2; index += 2) {
    if (head[index] === 0) even++
    if (head[index + 1] === 0) odd++
  }
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le'
  if (even > pairs * 0.6 && odd < pairs * 0.1) return 'utf-16be'
  return undefined
}

/** XML says what it is written in (XML 1.0 §4.3.3); a header of OFX 1 says it in its own way. */
function declaresUtf8(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 200).toString('latin1')
  return /^<\?xml[^>]*encoding=["']utf-?8["']/i.test(head) || /^ENCODING:UTF-?8/im.test(head)
}

/** The first byte that is in no UTF-8 sequence, and whether letters of UTF-8 stand anywhere in the file. */
function findStrayByte(bytes: Buffer): { at: number; afterUtf8: boolean } {
  let at = -1
  let afterUtf8 = false
  let index = 0
  while (index < bytes.length && (at < 0 || !afterUtf8)) {
    const length = sequenceLength(bytes, index)
    if (length > 1) afterUtf8 = true
    if (length === 0 && at < 0) at = index
    index += Math.max(1, length)
  }
  return { at: Math.max(0, at), afterUtf8 }
}

/** Bytes of the UTF-8 sequence that begins here (RFC 3629 §4); 0: none does. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  return isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length ? length : 0
}

function lineOf(bytes: Buffer, at: number): number {
  let line = 1
  for (let index = 0; index < at; index++) if (bytes[index] === 0x0a) line++
  return line
}
