import type { BankTransaction } from '../bank.ts'

const likenesses: readonly ((row: BankTransaction) => string)[] = [
  ({ bookingDate, amount, bankText }) => `${bookingDate} ${amount.minor} ${bankText}`,
  // The same row can be worded otherwise in the archive.
  ({ bookingDate, amount }) => `${bookingDate} ${amount.minor}`,
]

/**
 * The statement's rows and those that only the archive has. Nothing links the two but the rows themselves, so they
 * are paired one to one: of two coffees in the statement and three in the archive, one coffee is added.
 */
export function fillFromArchive(
  statement: readonly BankTransaction[],
  archive: readonly BankTransaction[],
): BankTransaction[] {
  const pairs = new Map<BankTransaction, BankTransaction>()
  let missing = [...archive]
  for (const likenessOf of likenesses) {
    const waiting = Map.groupBy(
      statement.filter((row) => !pairs.has(row)),
      likenessOf,
    )
    missing = missing.filter((archived) => {
      const row = waiting.get(likenessOf(archived))?.shift()
      if (row) pairs.set(row, archived)
      return !row
    })
  }
  const known = statement.map((row) => ({
    ...row,
    bankId: row.bankId ?? pairs.get(row)?.bankId ?? null,
  }))
  return [...known, ...missing]
}
