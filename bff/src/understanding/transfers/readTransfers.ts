import type { BookingStatus } from '@skrin/shared/api/transactions'
import type { TransferReason } from '@skrin/shared/api/transfers'
import type {
  AccountId,
  CategoryId,
  LocalDate,
  TransactionId,
  TransferId,
} from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import type { VisibleAccount } from '../../accounts/joinObservations.ts'
import { toSlices } from '../../accounts/transactionSlices.ts'
import type { Slice } from '../../accounts/transactionSlices.ts'
import type { Database } from '../../store/database.ts'
import { choosePairs } from './choosePairs.ts'

/** One side of a move as its viewer sees it. */
export interface TransferEnd {
  readonly id: TransactionId
  /** The observation that brings the row. */
  readonly account_id: AccountId
  readonly status: BookingStatus
  readonly day: LocalDate
  readonly minor: number
  readonly currency: string
  readonly category: CategoryId | null
}

export interface VisibleTransfer {
  readonly id: TransferId
  readonly reason: TransferReason
  readonly out_id: TransactionId
  readonly in_id: TransactionId
  readonly out: TransferEnd
  readonly in: TransferEnd
}

/** A row's booking day may have moved since its pair was made, and its other side lies some days off. */
const LEEWAY_DAYS = 40
const BATCH = 400

/** What the viewer sees of pairs: moves between accounts that are all among these, which are all that the viewer sees. */
export async function readTransfersBetween(
  db: Database,
  open: readonly VisibleAccount[],
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<VisibleTransfer[]> {
  const rows = await selectPairs(db)
    .where('transfers.day', '>=', addDays(from, -LEEWAY_DAYS))
    .where('transfers.day', '<=', addDays(to, LEEWAY_DAYS))
    .execute()
  return chooseVisible(rows, open)
}

/** The moves that these rows are a side of. */
export async function readTransfersOf(
  db: Database,
  open: readonly VisibleAccount[],
  ids: readonly TransactionId[],
): Promise<VisibleTransfer[]> {
  const direct = await readPairsOf(db, ids)
  const wanted = new Set(ids)
  const others = direct.flatMap(({ out_id: out, in_id: other }) => [out, other])
  // The other sides may be in surer pairs.
  const indirect = await readPairsOf(
    db,
    others.filter((id) => !wanted.has(id)),
  )
  const pairs = new Map([...direct, ...indirect].map((row) => [row.id, row]))
  const chosen = chooseVisible([...pairs.values()], open)
  return chosen.filter((pair) => wanted.has(pair.out_id) || wanted.has(pair.in_id))
}

async function readPairsOf(db: Database, ids: readonly TransactionId[]): Promise<PairRow[]> {
  const rows: PairRow[] = []
  const unique = [...new Set(ids)]
  for (let start = 0; start < unique.length; start += BATCH) {
    const some = unique.slice(start, start + BATCH)
    rows.push(...(await selectPairs(db).where('transfers.out_id', 'in', some).execute()))
    rows.push(...(await selectPairs(db).where('transfers.in_id', 'in', some).execute()))
  }
  return rows
}

function selectPairs(db: Database) {
  return db
    .selectFrom('transfers')
    .innerJoin('transactions as o', 'o.id', 'transfers.out_id')
    .innerJoin('transactions as i', 'i.id', 'transfers.in_id')
    .select([
      'transfers.id',
      'transfers.reason',
      'transfers.out_id',
      'transfers.in_id',
      'o.account_id as out_account',
      'o.status as out_status',
      'o.booking_date as out_day',
      'o.amount_minor as out_minor',
      'o.currency as out_currency',
      'o.category as out_category',
      'i.account_id as in_account',
      'i.status as in_status',
      'i.booking_date as in_day',
      'i.amount_minor as in_minor',
      'i.currency as in_currency',
      'i.category as in_category',
    ])
    .where('transfers.undone_at', 'is', null)
    .where('o.state', '=', 'shown')
    .where('i.state', '=', 'shown')
}

type PairRow = Awaited<ReturnType<ReturnType<typeof selectPairs>['execute']>>[number]

function chooseVisible(
  rows: readonly PairRow[],
  open: readonly VisibleAccount[],
): VisibleTransfer[] {
  const slices = open.flatMap(({ observations }) => toSlices(observations))
  const byAccount = Map.groupBy(slices, ({ observation }) => observation.id)
  const isSeen = (end: TransferEnd) => isRowIn(byAccount.get(end.account_id) ?? [], end)
  const visible = rows
    .map(toTransfer)
    .filter((pair) => isStill(pair) && isSeen(pair.out) && isSeen(pair.in))
  return choosePairs(visible)
}

/** A row's figure may have changed since, until its pairs are looked for again. */
function isStill({ reason, out, in: other }: VisibleTransfer): boolean {
  if (out.currency !== other.currency) return reason === 'person'
  return out.minor + other.minor === 0
}

/** What `isInSlices` asks the database, of a row that is here. */
export function isRowIn(
  slices: readonly Slice[],
  { account_id: account, status, day }: Pick<TransferEnd, 'account_id' | 'status' | 'day'>,
): boolean {
  return slices.some(({ observation, from, before }) => {
    if (observation.id !== account) return false
    if (status === 'pending') return before === null
    return (from === null || day >= from) && (before === null || day < before)
  })
}

function toTransfer(row: PairRow): VisibleTransfer {
  return {
    id: row.id,
    reason: row.reason,
    out_id: row.out_id,
    in_id: row.in_id,
    out: {
      id: row.out_id,
      account_id: row.out_account,
      status: row.out_status,
      day: row.out_day,
      minor: row.out_minor,
      currency: row.out_currency,
      category: row.out_category,
    },
    in: {
      id: row.in_id,
      account_id: row.in_account,
      status: row.in_status,
      day: row.in_day,
      minor: row.in_minor,
      currency: row.in_currency,
      category: row.in_category,
    },
  }
}
