import { toDecimal } from '@skrin/shared/money'
import type { Transaction } from '@skrin/shared/api/transactions'
import { plain, toCsvLine } from './csvLine.ts'
import { toAccountNumber, toCategoryName } from './exportedAccounts.ts'
import type { ExportNames } from './exportedAccounts.ts'

/** Actual finds its columns by words in the headings: date, payee, notes, category and amount. Booked rows only. */
export async function* writeActual(
  rows: AsyncIterable<Transaction>,
  names: ExportNames,
): AsyncGenerator<string> {
  yield toCsvLine(['Date', 'Payee', 'Notes', 'Category', 'Amount', 'Account'])
  for await (const row of rows) {
    if (row.status === 'pending') continue
    yield toCsvLine([
      plain(row.bookingDate),
      row.counterparty?.name ?? row.text,
      row.note ?? row.bankText,
      toCategoryName(names, row),
      plain(toDecimal(row.amount)),
      names.accounts.get(row.account)?.name ?? null,
    ])
  }
}

/** A column for Firefly III's data importer: its heading, and the role that the importer gives it. */
const fireflyColumns = [
  ['Date', 'date_transaction'],
  ['Amount', 'amount'],
  ['Currency', 'currency-code'],
  ['Description', 'description'],
  ['Account name', 'account-name'],
  ['Account number', 'account-number'],
  ['Account IBAN', 'account-iban'],
  ['Opposing name', 'opposing-name'],
  ['Opposing number', 'opposing-number'],
  ['Foreign amount', 'amount_foreign'],
  ['Foreign currency', 'foreign-currency-code'],
  ['Category', 'category-name'],
  ['Tags', 'tags-comma'],
  ['Note', 'note'],
  ['Id', 'external-id'],
] as const

/** CSV for Firefly III's data importer, booked rows only; `writeFireflyConfig` says what its columns are. */
export async function* writeFirefly(
  rows: AsyncIterable<Transaction>,
  names: ExportNames,
): AsyncGenerator<string> {
  yield toCsvLine(fireflyColumns.map(([heading]) => heading))
  for await (const row of rows) {
    if (row.status === 'pending') continue
    const account = names.accounts.get(row.account)
    yield toCsvLine([
      plain(row.bookingDate),
      plain(toDecimal(row.amount)),
      plain(row.amount.currency),
      row.text || row.bankText || row.bookingDate,
      account?.name ?? null,
      account ? (account.number ?? toAccountNumber(account)) : null,
      account?.iban ?? null,
      row.counterparty?.name ?? null,
      row.counterparty?.account ?? null,
      plain(row.original && toDecimal(row.original.amount)),
      plain(row.original && row.original.amount.currency),
      toCategoryName(names, row),
      row.tags.join(','),
      row.note,
      plain(row.id),
    ])
  }
}

/** The configuration that is uploaded to the data importer beside the CSV file (version 3, as its repository has them). */
export function writeFireflyConfig(): string {
  const config = {
    version: 3,
    source: 'skrin',
    flow: 'file',
    content_type: 'csv',
    delimiter: 'comma',
    headers: true,
    date: 'Y-m-d',
    default_account: 0,
    rules: true,
    skip_form: false,
    add_import_tag: true,
    roles: fireflyColumns.map(([, role]) => role),
    do_mapping: fireflyColumns.map(([, role]) => role.startsWith('account-')),
    mapping: [],
    duplicate_detection_method: 'cell',
    unique_column_index: fireflyColumns.length - 1,
    unique_column_type: 'external-id',
    ignore_duplicate_lines: false,
    ignore_duplicate_transactions: true,
    conversion: false,
  }
  return `${JSON.stringify(config, null, 2)}\n`
}
