import type { ExportQuery } from '@skrin/shared/api/files'
import type { Transaction } from '@skrin/shared/api/transactions'
import { listTransactions } from '../../accounts/listTransactions.ts'
import type { Find } from '../../find/resolveFind.ts'
import type { Database } from '../../store/database.ts'

const PAGE = 500

export type ExportFilters = Omit<ExportQuery, 'format'>

/** Everything that a list finds, in its order, a page at a time. A row that moves meanwhile is told once. */
export async function* exportRows(db: Database, find: Find): AsyncGenerator<Transaction> {
  const told = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await listTransactions(db, find, {
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    })
    for (const transaction of page.transactions) {
      if (told.has(transaction.id)) continue
      told.add(transaction.id)
      yield transaction
    }
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
