import { guessMapping } from '@skrin/bff/files/columns/guessMapping'
import { readRecord } from '@skrin/bff/files/columns/readRecord'
import type { ExportNames } from '@skrin/bff/files/exports/exportedAccounts'
import { writeCsv } from '@skrin/bff/files/exports/writeCsv'
import { writeJson } from '@skrin/bff/files/exports/writeJson'
import { writeOfx } from '@skrin/bff/files/exports/writeOfx'
import type { FileTransaction } from '@skrin/bff/files/reading/fileContent'
import { readContent } from '@skrin/bff/files/reading/readContent'
import type { Transaction } from '@skrin/shared/api/transactions'
import type { AccountId, CategoryId, Currency, TransactionId } from '@skrin/shared/brand'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const ACCOUNT = 'account-1' as AccountId

/** Everything that banks, people and attackers write: formulas, quotes, separators, markup, line breaks, letters of all kinds. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.stringMatching(/^[=+\-@'";,\t<>& æøåÆØÅ0-9]{1,12}$/),
  fc.constantFrom(
    '=cmd|calc!A1',
    "'=1+1",
    '"',
    '<b>&amp;</b>',
    'Kjøp "Rema"; 1,50',
    '\u202eabc',
    '-',
  ),
)
const currency = fc.constantFrom('NOK', 'SEK', 'JPY', 'KWD').map(parseCurrency)
const row = (of: Currency): fc.Arbitrary<Transaction> =>
  fc
    .record({
      day: fc.integer({ min: 0, max: 20_000 }),
      minor: fc.integer({ min: -1e11, max: 1e11 }),
      text,
      bankText: text,
      name: fc.option(text),
      id: fc.uuid(),
    })
    .map(({ day, minor, id, name, ...texts }) => ({
      ...texts,
      id: id as TransactionId,
      account: ACCOUNT,
      bookingDate: addDays(parseLocalDate('1990-01-01'), day),
      valueDate: null,
      status: 'booked',
      amount: moneyFromMinor(minor, of),
      counterparty: name === null ? null : { name, account: null },
      original: null,
      kind: null,
      state: 'shown',
      category: { id: 'groceries' as CategoryId, by: 'guess' },
      note: null,
      tags: [],
      transfer: null,
      balance: null,
    }))
const list = currency.chain((of) =>
  fc.record({ of: fc.constant(of), rows: fc.array(row(of), { minLength: 1, maxLength: 12 }) }),
)

function toNames(of: Currency): ExportNames {
  const face = {
    id: ACCOUNT,
    bank: 'bank',
    name: '=Konto; "1"',
    iban: null,
    kind: 'current',
  } as const
  return {
    accounts: new Map([[ACCOUNT, { ...face, number: '97101234567', currency: of }]]),
    categories: new Map(),
  }
}

async function* each<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows
}

async function toBytes(pieces: AsyncIterable<string>): Promise<Buffer> {
  const all: string[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.from(all.join(''))
}

const factsOf = ({ bookingDate, amount }: Pick<FileTransaction, 'bookingDate' | 'amount'>) => ({
  bookingDate,
  amount,
})

/** As text of a file is read: white space single, ends off. */
const plain = (words: string) => words.replace(/\s+/g, ' ').trim().slice(0, 500).toWellFormed()

async function readBack(bytes: Buffer, of: Currency): Promise<FileTransaction[]> {
  const content = await readContent(bytes)
  if (content.format !== 'csv') return content.rows.map(({ transaction }) => transaction)
  const mapping = guessMapping(content.records)
  return content.records
    .filter(({ line }) => line > mapping.headingLine)
    .map(({ cells }) => {
      const read = readRecord(cells, { mapping, currency: of })
      if (!read.ok) throw new Error(read.reason)
      return read.transaction
    })
}

describe('what goes out comes in again, row by row', () => {
  it('as CSV', async () => {
    await fc.assert(
      fc.asyncProperty(list, async ({ of, rows }) => {
        const bytes = await toBytes(writeCsv(each(rows), toNames(of)))

        const back = await readBack(bytes, of)

        expect(back.map(factsOf)).toEqual(rows.map(factsOf))
        expect(back.map(({ bankId }) => bankId)).toEqual(rows.map(({ id }) => id))
      }),
      { numRuns: 400 },
    )
  })

  it('as JSON, with the texts', async () => {
    await fc.assert(
      fc.asyncProperty(list, async ({ of, rows }) => {
        const bytes = await toBytes(writeJson(each(rows), toNames(of)))

        const back = await readBack(bytes, of)

        expect(back.map(factsOf)).toEqual(rows.map(factsOf))
        expect(back.map((one) => one.text)).toEqual(rows.map((one) => plain(one.text)))
      }),
      { numRuns: 400 },
    )
  })

  it('as OFX', async () => {
    await fc.assert(
      fc.asyncProperty(list, async ({ of, rows }) => {
        const [account] = [...toNames(of).accounts.values()]
        if (!account) throw new Error('no account')
        const statement = { account, rows: () => each(rows) }
        const bytes = await toBytes(writeOfx([statement], parseLocalDate('2026-01-01')))

        const back = await readBack(bytes, of)

        expect(back.map(factsOf)).toEqual(rows.map(factsOf))
        expect(back.map(({ bankId }) => bankId)).toEqual(rows.map(({ id }) => id))
      }),
      { numRuns: 400 },
    )
  })

  it('CSV has no cell that a spreadsheet takes for a formula', async () => {
    await fc.assert(
      fc.asyncProperty(list, async ({ of, rows }) => {
        const bytes = await toBytes(writeCsv(each(rows), toNames(of)))

        const content = await readContent(bytes)

        if (content.format !== 'csv') throw new Error('not CSV')
        const cells = content.records.flatMap((record) => record.cells)
        const formulas = cells.filter((cell) => /^[=+@]|^-(?!\d+(\.\d+)?$)/.test(cell))
        expect(formulas).toEqual([])
      }),
      { numRuns: 400 },
    )
  })
})
