import type { TransferConnection, TransferOptions } from '@skrin/shared/api/transferOrders'
import type { MemberId } from '@skrin/shared/brand'
import { parseCurrency } from '@skrin/shared/money'
import { listConnectionRows } from '../connections/connectionRows.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import { readLimits } from './dailyLimits.ts'
import { lapseOrders } from './lapseOrders.ts'
import { findBlocker, toBankDay } from './orderRows.ts'
import { listEnds, toTransferAccount } from './transferAccounts.ts'
import type { TransferDeps } from './transferDeps.ts'

type Deps = Pick<TransferDeps, 'db' | 'clock' | 'config' | 'access'>

/** Between which of their accounts a member can move money, and how much today. */
export async function describeOptions(deps: Deps, member: MemberId): Promise<TransferOptions> {
  await lapseOrders(deps, member)
  const rows = await listConnectionRows(deps.db, member)
  const described = await Promise.all(rows.map((row) => describe(deps, row)))
  const connections = described.filter((one) => one !== null)
  const currencies = connections.flatMap(({ accounts }) =>
    accounts.map(({ currency }) => parseCurrency(currency)),
  )
  return { connections, limits: await readLimits(deps, member, currencies) }
}

/** null: of a bank that moves no money. */
async function describe(deps: Deps, row: ConnectionRow): Promise<TransferConnection | null> {
  const { db, clock, access } = deps
  const bank = access.getLine(row.bank)?.bank
  if (!bank?.transfers) return null
  const accounts = await listEnds(db, row.member_id, row.id)
  const blocker = await findBlocker(db, row.id)
  return {
    id: row.id,
    bank: row.bank,
    label: row.label,
    state: toState(row),
    rules: bank.transfers.rules,
    today: toBankDay(clock, bank),
    accounts: accounts.map(toTransferAccount),
    unsettled: blocker?.state === 'unknown' ? blocker.id : null,
  }
}

function toState({ status, transfers_at: turnedOnAt }: ConnectionRow): TransferConnection['state'] {
  if (turnedOnAt === null) return 'off'
  return status === 'reconnect' ? 'reconnect' : 'on'
}
