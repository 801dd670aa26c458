import type { Selectable } from 'kysely'
import type { MatchReason } from '@skrin/shared/api/ledger'
import type { TransactionState } from '@skrin/shared/api/transactions'
import type { ObservationId, TransactionId } from '@skrin/shared/brand'
import type { Schema } from '../store/schema.ts'

export type ObservationRow = Selectable<Schema['observations']>

/** A row as it was told just now, before it is known what it is an observation of. */
export type ToldRow = Omit<
  ObservationRow,
  'id' | 'transaction_id' | 'first_seen' | 'last_seen' | 'gone_at' | 'reason'
>

/** What the engine must know of a transaction beside its observations. */
export interface Mark {
  readonly id: TransactionId
  readonly state: TransactionState
  /** What a person added: transactions that differ in it are not interchangeable. Empty: nothing. */
  readonly hand: string
}

/** What is kept of one account, as far as an answer can touch it; each transaction with all of its observations. */
export interface Known {
  readonly observations: readonly ObservationRow[]
  /** By transaction; of one that is not there nothing was added and it is shown. */
  readonly marks: ReadonlyMap<TransactionId, Mark>
  /** Pairs, as `toPair` writes them, that a person took apart. */
  readonly apart: ReadonlySet<string>
}

/** One account's transactions that are now others'. */
export interface Fold {
  readonly from: TransactionId
  readonly into: TransactionId
}

export interface Doubt {
  readonly kind: 'reservation' | 'file'
  readonly transaction: TransactionId
  readonly candidates: readonly TransactionId[]
}

/** What a transaction shows: the best of what is told of it. */
export interface Shown {
  readonly id: TransactionId
  readonly face: ObservationRow
  readonly state: TransactionState
}

/** What is to be written. All of it empty: nothing was new. */
export interface Changes {
  readonly added: readonly ObservationRow[]
  /** Known ones of which something changed: details, gone or back, another transaction. */
  readonly altered: readonly ObservationRow[]
  /** Known ones that were told again as they were. */
  readonly repeated: readonly ObservationId[]
  readonly founded: readonly Shown[]
  /** Known transactions that show something else now. */
  readonly changed: readonly Shown[]
  /** Known transactions that show the same, told with other details that nobody sees: the bank's id, the raw row. */
  readonly retold: readonly Shown[]
  readonly folded: readonly Fold[]
  readonly doubts: readonly Doubt[]
}

export function toPair(a: TransactionId, b: TransactionId): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`
}

/** Reasons are written by this program only; a row of an older one that it does not know counts as founding. */
export function toReason(text: string): MatchReason {
  return reasons.find((reason) => reason === text) ?? 'first'
}

const reasons: readonly MatchReason[] = [
  'first',
  'same_id',
  'same_text',
  'similar_text',
  'only_one',
  'changed_amount',
  'other_source',
  'person',
]
