import type { BulkAnnotationAnswer } from '@skrin/shared/api/annotations'
import { transactionsQuery } from '@skrin/shared/api/transactions'
import type { TransactionId } from '@skrin/shared/brand'
import { listOpenAccounts } from '../../accounts/visibleAccounts.ts'
import type { Viewer } from '../../accounts/visibleAccounts.ts'
import { findRows } from '../../find/findRows.ts'
import { resolveFind } from '../../find/resolveFind.ts'
import type { FindDeps } from '../../find/resolveFind.ts'
import { parseRequest } from '../../http/parseRequest.ts'
import { changeRows } from './changeRows.ts'
import type { RowChange } from './changeRows.ts'
import { findWritable } from './findWritable.ts'

export interface Chosen {
  readonly ids?: readonly TransactionId[] | undefined
  /** Of a list, without `?`. */
  readonly query?: string | undefined
}

const MOST_ROWS = 1_000_000

/** Changes the viewer's own among the rows that they chose. @throws AppError bad_request */
export async function changeMany(
  deps: FindDeps,
  viewer: Viewer,
  { chosen, change }: { chosen: Chosen; change: RowChange },
): Promise<BulkAnnotationAnswer> {
  const { db } = deps
  const open = await listOpenAccounts(db, viewer)
  const ids = chosen.ids ?? (await listFound(deps, viewer, chosen.query ?? ''))
  const { own, count, notOwn } = await findWritable(db, open, ids)
  await changeRows(db, own, change)
  return { changed: count, notOwn: notOwn.length }
}

/** Every row that a list finds. */
async function listFound(deps: FindDeps, viewer: Viewer, text: string): Promise<TransactionId[]> {
  const query = parseRequest(transactionsQuery, Object.fromEntries(new URLSearchParams(text)))
  const find = await resolveFind(deps, viewer, query)
  const rows = await findRows(deps.db, find, { limit: MOST_ROWS })
  return rows.map((row) => row.transaction_id)
}
