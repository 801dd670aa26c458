import { transferWarning } from '@skrin/shared/api/transferOrders'
import type { TransferApproval, TransferOrder } from '@skrin/shared/api/transferOrders'
import type { AccountId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import * as v from 'valibot'
import type { Database } from '../store/database.ts'
import type { OrderRow } from './orderRows.ts'

const warnings = v.array(transferWarning)

/** Orders as the person sees whose they are, in the order given. */
export async function describeOrders(
  db: Database,
  rows: readonly OrderRow[],
): Promise<TransferOrder[]> {
  const sides = await findSides(db, rows)
  return rows.flatMap((row) => toTransferOrder(row, sides) ?? [])
}

/** With what the person has to do at the bank, which is told once and kept nowhere; nothing once it is over. */
export async function describeOrder(
  db: Database,
  row: OrderRow,
  approval: TransferApproval | null = null,
): Promise<TransferOrder> {
  const [order] = await describeOrders(db, [row])
  if (!order) throw new TypeError('an order without its accounts')
  return { ...order, approval: row.state === 'approval' ? approval : null }
}

type Sides = ReadonlyMap<AccountId, TransferOrder['from']>

async function findSides(db: Database, rows: readonly OrderRow[]): Promise<Sides> {
  const ids = rows.flatMap((row) => [row.from_account ?? [], row.to_account ?? []].flat())
  if (ids.length === 0) return new Map()
  const accounts = await db
    .selectFrom('accounts')
    .select(['id', 'name', 'number', 'iban'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(
    accounts.map(({ id, name, number, iban }) => [id, { id, name, number: number ?? iban }]),
  )
}

/** null: its connection was given up with its history. */
function toTransferOrder(row: OrderRow, sides: Sides): TransferOrder | null {
  const from = row.from_account && sides.get(row.from_account)
  const to = row.to_account && sides.get(row.to_account)
  if (!from || !to || row.connection_id === null) return null
  return {
    id: row.id,
    state: row.state,
    connection: row.connection_id,
    bank: row.bank,
    from,
    to,
    amount: moneyFromMinor(row.amount_minor, parseCurrency(row.currency)),
    date: row.date,
    message: row.message,
    executesOn: row.executes_on,
    reviewedAt: toInstant(row.reviewed_at),
    expiresAt: row.state === 'reviewed' ? toInstant(row.expires_at) : null,
    sentAt: toMoment(row.sent_at),
    settledAt: toMoment(row.settled_at),
    reason: row.reason,
    problem: row.problem,
    warnings: v.parse(warnings, JSON.parse(row.warnings)),
    reference: row.reference,
    approval: null,
    lookedUpAt: toMoment(row.looked_up_at),
    knownBy: row.known_by,
    decision: row.decision,
  }
}

function toMoment(ms: number | null) {
  return ms === null ? null : toInstant(ms)
}
