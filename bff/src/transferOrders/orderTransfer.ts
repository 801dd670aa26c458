import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import * as v from 'valibot'
import { AppError } from '../appError.ts'
import type { BankTransfer, PreparedTransfer } from '../banks/bankTransfers.ts'
import type { Database } from '../store/database.ts'
import { findOwnAccount, toTransferEnd } from './transferAccounts.ts'
import type { AccountRow } from './transferAccounts.ts'
import type { OrderRow } from './orderRows.ts'

const prepared = v.object({
  call: v.string(),
  params: v.exactOptional(v.record(v.string(), v.string())),
  body: v.record(v.string(), v.unknown()),
})

/** What the person saw, from the order's row. */
export function parsePrepared({ prepared: text }: Pick<OrderRow, 'prepared'>): PreparedTransfer {
  return v.parse(prepared, JSON.parse(text))
}

/** The two accounts of an order, as they are now. @throws AppError not_found when one is the member's no more */
export async function findEnds(
  db: Database,
  { member_id: member, from_account, to_account }: OrderRow,
): Promise<{ from: AccountRow; to: AccountRow }> {
  const from = from_account && (await findOwnAccount(db, member, from_account))
  const to = to_account && (await findOwnAccount(db, member, to_account))
  if (!from || !to) throw new AppError('not_found')
  return { from, to }
}

/** The order as a bank's folder takes it. */
export function toBankTransfer(
  {
    amount_minor: minor,
    currency,
    date,
    message,
  }: Pick<OrderRow, 'amount_minor' | 'currency' | 'date' | 'message'>,
  { from, to }: { from: AccountRow; to: AccountRow },
): BankTransfer {
  return {
    from: toTransferEnd(from),
    to: toTransferEnd(to),
    amount: moneyFromMinor(minor, parseCurrency(currency)),
    date,
    message,
  }
}
