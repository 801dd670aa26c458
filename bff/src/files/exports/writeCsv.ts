import { toDecimal } from '@skrin/shared/money'
import type { Transaction } from '@skrin/shared/api/transactions'
import { plain, toCsvLine } from './csvLine.ts'
import { toAccountNumber, toCategoryName } from './exportedAccounts.ts'
import type { ExportNames } from './exportedAccounts.ts'

const headings = [
  'Date',
  'Value date',
  'Status',
  'Amount',
  'Currency',
  'Text',
  'Bank text',
  'Counterparty',
  'Counterparty account',
  'Original amount',
  'Original currency',
  'Category',
  'Tags',
  'Note',
  'Account',
  'Account number',
  'Id',
]

/** For spreadsheets, and for Skrin itself: it knows these headings. The mark at the beginning tells Excel that it is UTF-8. */
export async function* writeCsv(
  rows: AsyncIterable<Transaction>,
  names: ExportNames,
): AsyncGenerator<string> {
  yield `\ufeff${toCsvLine(headings)}`
  for await (const row of rows) {
    const account = names.accounts.get(row.account)
    yield toCsvLine([
      plain(row.bookingDate),
      plain(row.valueDate),
      plain(row.status),
      plain(toDecimal(row.amount)),
      plain(row.amount.currency),
      row.text,
      row.bankText,
      row.counterparty?.name ?? null,
      row.counterparty?.account ?? null,
      plain(row.original && toDecimal(row.original.amount)),
      plain(row.original && row.original.amount.currency),
      toCategoryName(names, row),
      row.tags.join(' '),
      row.note,
      account?.name ?? null,
      account ? toAccountNumber(account) : null,
      plain(row.id),
    ])
  }
}
