import type { Money } from '@skrin/shared/money'
import { toDecimal } from '@skrin/shared/money'
import type { Transaction } from '@skrin/shared/api/transactions'
import { toCategoryName } from './exportedAccounts.ts'
import type { ExportNames } from './exportedAccounts.ts'

/** One transaction on each line, amounts as their digits; `readSkrinJson` reads it. */
export async function* writeJson(
  rows: AsyncIterable<Transaction>,
  names: ExportNames,
): AsyncGenerator<string> {
  const accounts = [...names.accounts.values()]
  yield `{"skrin":"transactions","version":1,"accounts":${JSON.stringify(accounts)},"transactions":[\n`
  let before = ''
  for await (const row of rows) {
    yield before + JSON.stringify(toJson(row, names))
    before = ',\n'
  }
  yield '\n]}\n'
}

function toJson(row: Transaction, names: ExportNames) {
  const { amount, original, category, transfer: _, balance, ...rest } = row
  return {
    ...rest,
    amount: toDigits(amount),
    original: original && { amount: toDigits(original.amount), rate: original.rate },
    category: category && { name: toCategoryName(names, row), by: category.by },
    balance: balance && toDigits(balance),
  }
}

function toDigits(money: Money) {
  return { amount: toDecimal(money), currency: money.currency }
}
