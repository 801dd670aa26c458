import { assertNever } from '@skrin/shared/assertNever'
import type { ProblemCode } from '@skrin/shared/problems'
import type { Updateable } from 'kysely'
import type { TransferStep } from '../banks/bankTransfers.ts'
import type { AccessNote } from '../household/accessLog.ts'
import type { Schema } from '../store/schema.ts'
import { noteOrder } from './noteOrder.ts'
import type { OrderRow } from './orderRows.ts'
import type { TransferDeps } from './transferDeps.ts'

/** What came of sending or of asking: the bank's step, or that it certainly never got there. */
export type OrderOutcome =
  | TransferStep
  | { readonly kind: 'not_sent'; readonly problem: ProblemCode }
  | { readonly kind: 'unknown'; readonly problem?: ProblemCode }
  | { readonly kind: 'cancelled' }
  /** Found in the bank's list of transactions. */
  | { readonly kind: 'listed' }

type Deps = Pick<TransferDeps, 'db' | 'clock' | 'access'>
type Change = Updateable<Schema['transfer_orders']>

/** States that an answer can still change. */
const open = ['sending', 'approval', 'processing', 'unknown'] as const
/** Those that a bank's word can: `lapseOrders` holds an order for not sent where a clock was set on meanwhile. */
const believed = [...open, 'not_sent'] as const

/**
 * Keeps what is now known of an order. What is certain holds against what was unknown, also when it comes late or after the
 * person said what they believed; nothing that is settled changes any more, and not knowing never displaces an answer.
 * Gives the order as it is then; undefined: it is gone.
 */
export async function saveOutcome(
  deps: Deps,
  order: OrderRow,
  outcome: OrderOutcome,
): Promise<OrderRow | undefined> {
  const { change, event } = toChange(outcome, deps.clock.now())
  const from = toChangeable(outcome)
  return deps.db.transaction().execute(async (db) => {
    const before = await db
      .selectFrom('transfer_orders')
      .selectAll()
      .where('id', '=', order.id)
      .executeTakeFirst()
    const saved = await db
      .updateTable('transfer_orders')
      .set(change)
      .where('id', '=', order.id)
      .where('state', 'in', from)
      .returningAll()
      .executeTakeFirst()
    // An approval is asked about every few seconds: told once.
    if (saved && event && before?.state !== saved.state)
      await noteOrder({ ...deps, db }, { order: saved, event })
    return saved ?? before
  })
}

function toChangeable({ kind }: OrderOutcome): readonly OrderRow['state'][] {
  if (kind === 'unknown') return open.filter((state) => state !== 'unknown')
  return kind === 'not_sent' || kind === 'cancelled' ? open : believed
}

interface Kept {
  readonly change: Change
  readonly event: AccessNote['event'] | null
}

function toChange(outcome: OrderOutcome, now: number): Kept {
  const plain = { problem: null, warnings: '[]' } as const
  const settled = { ...plain, settled_at: now, known_by: 'answer', progress: null } as const
  switch (outcome.kind) {
    case 'done':
    case 'moved': {
      const { kind: state, executesOn, warnings, reference } = outcome
      const told = { executes_on: executesOn, warnings: JSON.stringify(warnings), reference }
      return { change: { ...settled, state, ...told }, event: 'transfer.done' }
    }
    case 'listed':
      return { change: { ...settled, state: 'done', known_by: 'list' }, event: 'transfer.done' }
    case 'refused':
      return {
        change: { ...settled, state: 'refused', reason: outcome.reason },
        event: 'transfer.refused',
      }
    case 'not_sent':
      return {
        change: { ...settled, state: 'not_sent', known_by: null, problem: outcome.problem },
        event: 'transfer.not_sent',
      }
    case 'cancelled':
      return { change: { ...settled, state: 'cancelled' }, event: 'transfer.cancelled' }
    case 'approval':
    case 'processing': {
      const { kind: state, reference, progress } = outcome
      const told = 'warnings' in outcome && { warnings: JSON.stringify(outcome.warnings) }
      return { change: { ...plain, state, reference, progress, ...told }, event: null }
    }
    case 'unknown': {
      const problem = 'problem' in outcome ? outcome.problem : undefined
      return { change: { state: 'unknown', problem: problem ?? null }, event: 'transfer.unknown' }
    }
    default:
      return assertNever(outcome)
  }
}
