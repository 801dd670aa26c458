import { MOST_FILE_ROWS } from '@skrin/shared/api/files'
import { localDate } from '@skrin/shared/api/primitives'
import { bookingStatus } from '@skrin/shared/api/transactions'
import { parseCurrency } from '@skrin/shared/money'
import * as v from 'valibot'
import type { FileTransaction, StatementContent, StatementRow } from './fileContent.ts'
import { FileError } from './fileError.ts'
import { toMoney } from './readAmount.ts'
import { toReadableText } from './readableText.ts'

const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/), v.transform(parseCurrency))
const amount = v.pipe(
  v.object({ amount: v.string(), currency }),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const money = toMoney(dataset.value.amount, dataset.value.currency)
    if (money !== null) return money
    addIssue({ message: 'not an amount of this currency' })
    return NEVER
  }),
)
const text = v.nullable(v.string())

/** What `writeJson` writes, as far as it says what was booked. */
const row = v.object({
  id: v.string(),
  account: v.string(),
  status: bookingStatus,
  bookingDate: localDate,
  valueDate: v.nullable(localDate),
  amount,
  text: v.string(),
  bankText: v.string(),
  counterparty: v.nullable(v.object({ name: text, account: text })),
  original: v.nullable(v.object({ amount, rate: text })),
  kind: text,
})
const file = v.object({
  skrin: v.literal('transactions'),
  version: v.literal(1),
  accounts: v.array(v.object({ id: v.string(), number: text, iban: text, currency })),
  transactions: v.pipe(v.array(v.unknown()), v.maxLength(MOST_FILE_ROWS)),
})

/** The first transaction stands on the second line, one on each, as Skrin writes them. */
const FIRST_LINE = 2

/** @throws FileError with the line, as Skrin writes such files */
export function readSkrinJson(chunks: Iterable<string>): StatementContent {
  const whole = parseJson([...chunks].join(''))
  const parsed = v.safeParse(file, whole)
  if (!parsed.success) throw new FileError('unknown_format')
  const { accounts, transactions } = parsed.output
  const places = new Map(accounts.map(({ id }, index) => [id, index]))
  const rows = transactions.flatMap((wireRow, index): StatementRow[] => {
    const line = index + FIRST_LINE
    const read = readRow(wireRow, line)
    const statement = places.get(read.account)
    if (statement === undefined) throw new FileError('field_missing', { line })
    return read.status === 'pending' ? [] : [{ line, statement, transaction: toTransaction(read) }]
  })
  const statements = accounts.map((one) => ({
    number: one.iban ?? one.number,
    currency: one.currency,
  }))
  return { format: 'json', statements, rows }
}

type Row = v.InferOutput<typeof row>

function readRow(wireRow: unknown, line: number): Row {
  const parsed = v.safeParse(row, wireRow, { abortEarly: true })
  if (parsed.success) return parsed.output
  const field = v.getDotPath(parsed.issues[0]) ?? ''
  if (field.endsWith('Date')) throw new FileError('wrong_date', { line })
  if (field.endsWith('currency')) throw new FileError('wrong_currency', { line })
  throw new FileError(field.includes('amount') ? 'wrong_amount' : 'field_missing', { line })
}

function toTransaction({ id, counterparty, original, ...read }: Row): FileTransaction {
  return {
    bookingDate: read.bookingDate,
    valueDate: read.valueDate,
    amount: read.amount,
    text: toReadableText(read.text) ?? '',
    bankText: toReadableText(read.bankText) ?? '',
    counterpartyName: toReadableText(counterparty?.name),
    counterpartyAccount: toReadableText(counterparty?.account),
    original,
    kind: toReadableText(read.kind),
    bankId: toReadableText(id),
  }
}

function parseJson(whole: string): unknown {
  try {
    return JSON.parse(whole)
  } catch (cause) {
    throw new FileError('wrong_json', { line: findBrokenLine(whole), cause })
  }
}

/** The first line between the first and the last that is no JSON by itself; what is cut off ends on its last line. */
function findBrokenLine(whole: string): number {
  const lines = whole.trimEnd().split('\n')
  const broken = lines.slice(1, -1).findIndex((line) => !isJson(line.trim().replace(/,$/, '')))
  return broken < 0 ? lines.length : broken + FIRST_LINE
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    // Whether it is one is the question.
    return false
  }
}
