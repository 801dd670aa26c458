import { decodeText } from './decodeText.ts'
import type { FileContent } from './fileContent.ts'
import { FileError } from './fileError.ts'
import { readCamt } from './readCamt.ts'
import { readCsv } from './readCsv.ts'
import { readOfx } from './readOfx.ts'
import { readSkrinJson } from './readSkrinJson.ts'

const HEAD_LETTERS = 16 * 1024
/** PDF, old Excel, gzip, PNG: files that people take for what a bank exports. */
const otherMagics = ['25504446', 'd0cf11e0', '1f8b08', '89504e47']

/**
 * What a file that is no zip holds; what it is says its content, never its name.
 * @throws FileError with the line
 */
export async function readContent(bytes: Buffer): Promise<FileContent> {
  if (otherMagics.includes(bytes.toString('hex', 0, 4)) || isGzip(bytes))
    throw new FileError('unknown_format')
  const chunks = decodeText(bytes)
  const first = chunks.next()
  if (first.done === true || (first.value.trim() === '' && bytes.length < HEAD_LETTERS))
    throw new FileError('empty')
  const all = prepend(first.value, chunks)
  const head = first.value.slice(0, HEAD_LETTERS).trimStart()
  if (head.startsWith('{')) return readSkrinJson(all)
  if (/^OFXHEADER\s*:/i.test(head) || /<OFX[\s>]/i.test(head)) return readOfx(all)
  if (/urn:iso:std:iso:20022:tech:xsd:camt\.053\./.test(head)) return readCamt(all)
  if (/^(?:<|!Type:|:20:|\{1:)/i.test(head)) return refuseMarkup(head)
  return readCsv(first.value.slice(0, HEAD_LETTERS), all)
}

/** Markup of another kind; where it declares entities, that is what is said of it. */
function refuseMarkup(head: string): never {
  const declared = head.search(/<!(?:DOCTYPE|ENTITY)/i)
  if (declared < 0) throw new FileError('unknown_format')
  throw new FileError('entities_refused', { line: head.slice(0, declared).split('\n').length })
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

function* prepend(first: string, rest: Iterable<string>): Generator<string> {
  yield first
  yield* rest
}
