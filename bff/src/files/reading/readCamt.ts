import { MOST_FILE_ROWS } from '@skrin/shared/api/files'
import type { Currency } from '@skrin/shared/brand'
import { moneyFromMinor, MoneyError, negate, parseCurrency } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import type {
  FileTransaction,
  StatementContent,
  StatementHead,
  StatementRow,
} from './fileContent.ts'
import { FileError } from './fileError.ts'
import { readAmount, toMoney } from './readAmount.ts'
import { readIsoDate } from './readDate.ts'
import { toReadableText } from './readableText.ts'
import { walkMarkup } from './walkMarkup.ts'

/** What an element of a statement holds, by its path below `Ntry` or `Stmt`; of several with one path the first. */
type Fields = Map<string, string>

/**
 * Booked entries of ISO 20022 camt.053 (bank to customer statement), versions 001.02 to 001.13, which differ in how they
 * write `Sts` and parties. An entry of several payments is one row, as the bank booked it.
 * @throws FileError with the line
 */
export function readCamt(chunks: Iterable<string>): StatementContent {
  const statements: StatementHead[] = []
  const rows: StatementRow[] = []
  const path: string[] = []
  let head: Fields = new Map()
  let entry: Fields | null = null
  let line = 1

  function keep(key: string, text: string): void {
    const target = entry ?? head
    const known = target.get(key)
    if (known === undefined) target.set(key, text)
    else if (key.endsWith('/Ustrd')) target.set(key, `${known} ${text}`)
  }

  walkMarkup(chunks, {
    isStrict: true,
    open({ name, attributes, line: at }) {
      path.push(name)
      if (name === 'Stmt') {
        statements.push({ number: null, currency: null })
        head = new Map()
      } else if (name === 'Ntry') {
        entry = new Map()
        line = at
      }
      const { Ccy: currency } = attributes
      if (currency !== undefined) keep(`${below(path)}@Ccy`, currency)
    },
    text: ({ text }) => keep(below(path), text),
    close({ name }) {
      path.pop()
      if (name === 'Acct') statements.splice(-1, 1, toHead(head))
      if (name !== 'Ntry' || !entry) return
      const transaction = toTransaction(entry, line)
      if (transaction) rows.push({ line, statement: statements.length - 1, transaction })
      if (rows.length > MOST_FILE_ROWS) throw new FileError('too_many_rows', { line })
      entry = null
    },
  })
  if (statements.length === 0) throw new FileError('unknown_format')
  return { format: 'camt053', statements, rows }
}

/** `NtryDtls/TxDtls/Refs/EndToEndId`: below the innermost entry or statement. */
function below(path: readonly string[]): string {
  const from = Math.max(path.lastIndexOf('Ntry'), path.lastIndexOf('Stmt'))
  return path.slice(from + 1).join('/')
}

function toHead(fields: Fields): StatementHead {
  const currency = fields.get('Acct/Ccy')
  return {
    number: fields.get('Acct/Id/IBAN') ?? fields.get('Acct/Id/Othr/Id') ?? null,
    currency: currency === undefined ? null : toCurrency(currency, undefined),
  }
}

/** null: not booked, or only told for information. */
function toTransaction(fields: Fields, line: number): FileTransaction | null {
  const status = fields.get('Sts') ?? fields.get('Sts/Cd')
  if (status !== undefined && status !== 'BOOK') return null
  const amount = toAmount(fields, line)
  const day = fields.get('BookgDt/Dt') ?? fields.get('BookgDt/DtTm')
  if (day === undefined) throw new FileError('field_missing', { line })
  const valued = fields.get('ValDt/Dt') ?? fields.get('ValDt/DtTm')
  const details = (key: string) => fields.get(`NtryDtls/TxDtls/${key}`)
  const party = amount.minor < 0 ? 'Cdtr' : 'Dbtr'
  const name = toReadableText(
    details(`RltdPties/${party}/Nm`) ?? details(`RltdPties/${party}/Pty/Nm`),
  )
  const account = `RltdPties/${party}Acct/Id`
  const message = toReadableText(details('RmtInf/Ustrd'))
  const told = toReadableText(fields.get('AddtlNtryInf') ?? details('AddtlTxInf'))
  const kind = toReadableText(fields.get('BkTxCd/Prtry/Cd') ?? fields.get('BkTxCd/Domn/Fmly/Cd'))
  const words = [...new Set([name, message, told].filter((part) => part !== null))]
  return {
    bookingDate: readIsoDate(day, line),
    valueDate: valued === undefined ? null : readIsoDate(valued, line),
    amount,
    text: name ?? message ?? told ?? kind ?? '',
    bankText: words.join(' '),
    counterpartyName: name,
    counterpartyAccount: toReadableText(
      details(`${account}/IBAN`) ?? details(`${account}/Othr/Id`),
    ),
    original: toOriginal(fields, { amount, line }),
    kind,
    bankId: toReadableText(fields.get('AcctSvcrRef') ?? details('Refs/AcctSvcrRef')),
  }
}

/** The sign stands beside the amount; a reversal has the one that it is booked with. */
function toAmount(fields: Fields, line: number): Money {
  const digits = fields.get('Amt')
  const currency = fields.get('Amt@Ccy')
  const direction = fields.get('CdtDbtInd')
  if (digits === undefined || currency === undefined || direction === undefined)
    throw new FileError('field_missing', { line })
  const money = readAmount(digits, { currency: toCurrency(currency, line), line })
  if (direction !== 'CRDT' && direction !== 'DBIT') throw new FileError('wrong_amount', { line })
  return direction === 'DBIT' ? negate(money) : money
}

function toOriginal(
  fields: Fields,
  { amount, line }: { amount: Money; line: number },
): FileTransaction['original'] {
  const key = 'NtryDtls/TxDtls/AmtDtls/InstdAmt'
  const digits = fields.get(`${key}/Amt`)
  const code = fields.get(`${key}/Amt@Ccy`)
  if (digits === undefined || code === undefined || code === amount.currency) return null
  const money = toMoney(digits, toCurrency(code, line))
  if (money === null) throw new FileError('wrong_amount', { line })
  const minor = amount.minor < 0 ? -money.minor : money.minor
  const rate = fields.get(`${key}/CcyXchg/XchgRate`) ?? null
  return { amount: moneyFromMinor(minor, money.currency), rate }
}

function toCurrency(text: string, line: number | undefined): Currency {
  try {
    return parseCurrency(text)
  } catch (cause) {
    if (!(cause instanceof MoneyError)) throw cause
    throw new FileError('wrong_currency', { ...(line !== undefined && { line }), cause })
  }
}
