import { parseCurrency, MoneyError } from '@skrin/shared/money'
import type { Currency } from '@skrin/shared/brand'
import { MOST_FILE_ROWS } from '@skrin/shared/api/files'
import type {
  FileTransaction,
  StatementContent,
  StatementHead,
  StatementRow,
} from './fileContent.ts'
import { FileError } from './fileError.ts'
import { readAmount } from './readAmount.ts'
import { readCompactDate } from './readDate.ts'
import { toReadableText } from './readableText.ts'
import { walkMarkup } from './walkMarkup.ts'
import type { MarkupStep } from './walkMarkup.ts'

/** Aggregates with an ACCTID of their own that is not the statement's. */
const others = ['BANKACCTTO', 'CCACCTTO', 'INVACCTTO', 'PAYEE', 'ORIGCURRENCY', 'CURRENCY']

/**
 * Statements of OFX 1 (SGML, whose fields need no end tag) and OFX 2 (XML): OFX 2.3 §11.4, bank and card.
 * @throws FileError with the line
 */
export function readOfx(chunks: Iterable<string>): StatementContent {
  const statements: StatementHead[] = []
  const rows: StatementRow[] = []
  let head = new Map<string, string>()
  let fields: Map<string, string> | null = null
  let inside: string | null = null
  let line = 1

  function open({ name, line: at }: MarkupStep): void {
    if (name === 'STMTRS' || name === 'CCSTMTRS') {
      statements.push({ number: null, currency: null })
      head = new Map()
    } else if (name === 'STMTTRN') {
      fields = new Map()
      line = at
    } else if (others.includes(name)) inside = name
  }

  function close({ name }: MarkupStep): void {
    if (name === inside) inside = null
    if (name === 'STMTTRN' && fields) {
      const statement = statements.length - 1
      rows.push({ line, statement, transaction: toTransaction(fields, { head, line }) })
      if (rows.length > MOST_FILE_ROWS) throw new FileError('too_many_rows', { line })
      fields = null
    }
    if (name === 'BANKTRANLIST' || name === 'STMTRS' || name === 'CCSTMTRS')
      statements.splice(-1, 1, toHead(head))
  }

  walkMarkup(chunks, {
    isStrict: false,
    open,
    close,
    text({ name, text }) {
      const key = inside === null ? name : `${inside}.${name}`
      const target = fields ?? head
      if (!target.has(key)) target.set(key, text)
    },
  })
  if (statements.length === 0) throw new FileError('unknown_format')
  return { format: 'ofx', statements, rows }
}

function toHead(fields: ReadonlyMap<string, string>): StatementHead {
  const currency = fields.get('CURDEF')
  return {
    number: toReadableText(fields.get('ACCTID')),
    currency: currency === undefined ? null : toCurrency(currency, undefined),
  }
}

function toTransaction(
  fields: ReadonlyMap<string, string>,
  { head, line }: { head: ReadonlyMap<string, string>; line: number },
): FileTransaction {
  const posted = fields.get('DTPOSTED')
  const digits = fields.get('TRNAMT')
  const currency = head.get('CURDEF')
  if (posted === undefined || digits === undefined || currency === undefined)
    throw new FileError('field_missing', { line })
  const name = toReadableText(fields.get('NAME') ?? fields.get('PAYEE.NAME'))
  const memo = toReadableText(fields.get('MEMO'))
  const words = [...new Set([name, memo].filter((part) => part !== null))].join(' ')
  const kind = toReadableText(fields.get('TRNTYPE'))
  const valued = fields.get('DTAVAIL')
  return {
    bookingDate: readCompactDate(posted, line),
    valueDate: valued === undefined ? null : readCompactDate(valued, line),
    amount: readAmount(digits, { currency: toCurrency(currency, line), line }),
    text: name ?? memo ?? kind ?? '',
    bankText: words,
    counterpartyName: name,
    counterpartyAccount: toReadableText(
      fields.get('BANKACCTTO.ACCTID') ?? fields.get('CCACCTTO.ACCTID'),
    ),
    original: null,
    kind,
    bankId: toReadableText(fields.get('FITID')),
  }
}

function toCurrency(text: string, line: number | undefined): Currency {
  try {
    return parseCurrency(text.toUpperCase())
  } catch (cause) {
    if (!(cause instanceof MoneyError)) throw cause
    throw new FileError('wrong_currency', { ...(line !== undefined && { line }), cause })
  }
}
