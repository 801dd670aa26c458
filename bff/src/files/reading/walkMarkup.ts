import sax from 'sax'
import { FileError } from './fileError.ts'

export interface MarkupStep {
  /** Without prefix. */
  readonly name: string
  /** Where it stands, from 1. */
  readonly line: number
}

export interface MarkupVisitor {
  /** False: the SGML of OFX 1, where a field ends where the next begins. */
  readonly isStrict: boolean
  open(step: MarkupStep & { readonly attributes: Readonly<Record<string, string>> }): void
  close(step: MarkupStep): void
  /** Text that follows an opening tag directly, trimmed, not empty. */
  text(step: MarkupStep & { readonly text: string }): void
}

const MOST_DEPTH = 200
const MOST_PENDING_LETTERS = 64 * 1024

/**
 * Meets the elements of XML or SGML in their order. A document type is refused, and with it every entity that a file could
 * declare: none is expanded, and none is fetched.
 * @throws FileError with the line
 */
export function walkMarkup(chunks: Iterable<string>, visitor: MarkupVisitor): void {
  const { isStrict } = visitor
  const parser = sax.parser(isStrict, { trim: true, position: true })
  let depth = 0
  let current: string | null = null
  const lineNow = () => parser.line + 1

  parser.ondoctype = () => refuse('entities_refused')
  parser.onsgmldeclaration = () => refuse('entities_refused')
  parser.onerror = (cause) => {
    if (isStrict) throw new FileError('wrong_xml', { line: lineNow(), cause })
    // Loose ends are how OFX 1 is written.
    parser.resume()
  }
  parser.onopentag = ({ name, attributes }) => {
    depth++
    if (depth > MOST_DEPTH) refuse('too_deep')
    current = withoutPrefix(name)
    visitor.open({ name: current, line: lineNow(), attributes: toTexts(attributes) })
  }
  parser.ontext = parser.oncdata = (text) => {
    const trimmed = text.trim()
    if (current !== null && trimmed !== '')
      visitor.text({ name: current, line: lineNow(), text: trimmed })
  }
  parser.onclosetag = (name) => {
    depth--
    current = null
    visitor.close({ name: withoutPrefix(name), line: lineNow() })
  }

  function refuse(reason: 'entities_refused' | 'too_deep'): never {
    throw new FileError(reason, { line: lineNow() })
  }

  for (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += MOST_PENDING_LETTERS)
      parser.write(chunk.slice(start, start + MOST_PENDING_LETTERS))
  }
  parser.close()
  // Loose as SGML is, a file that ends in the middle is half a file.
  if (depth > 0) throw new FileError('wrong_xml', { line: lineNow() })
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function toTexts(
  attributes: Readonly<Record<string, string | sax.QualifiedAttribute>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value.value,
    ]),
  )
}
