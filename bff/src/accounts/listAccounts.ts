import type { Account } from '@skrin/shared/api/accounts'
import type { MemberId } from '@skrin/shared/brand'
import { localDateIn, toInstant } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { readTrends } from './balanceTrend.ts'
import { visibleAccounts } from './visibleAccounts.ts'

/** Figures older than this are marked, whatever the connection says. */
const STALE_MS = 24 * 60 * 60_000
const HOUSEHOLD_ZONE = 'Europe/Oslo'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/** Every account that the member may see, as last known: own connections first, in the bank's own order. */
export async function listAccounts({ db, clock }: Deps, member: MemberId): Promise<Account[]> {
  const rows = await selectAccounts(db, member)
  const trends = await readTrends(db, rows, localDateIn(HOUSEHOLD_ZONE, clock.now()))
  return rows
    .sort((a, b) => Number(b.member_id === member) - Number(a.member_id === member))
    .map((row) => ({
      ...toAccount(row, { member, now: clock.now() }),
      trend: trends.get(row.id) ?? [],
    }))
}

function selectAccounts(db: Database, member: MemberId) {
  return visibleAccounts(db, member)
    .selectAll('accounts')
    .select(['connections.member_id', 'connections.status', 'members.name as member_name'])
    .orderBy('connections.created_at')
    .orderBy('accounts.position')
    .orderBy('accounts.id')
    .execute()
}

type Row = Awaited<ReturnType<typeof selectAccounts>>[number]

function toAccount(
  row: Row,
  { member, now }: { member: MemberId; now: number },
): Omit<Account, 'trend'> {
  const currency = parseCurrency(row.currency)
  const isConnected = row.status !== 'disconnected'
  return {
    id: row.id,
    bank: row.bank,
    connection: row.member_id === member && isConnected ? row.connection_id : null,
    owner: { id: row.member_id, name: row.member_name },
    holder: row.holder,
    name: row.name,
    number: row.number,
    iban: row.iban,
    kind: row.kind,
    currency: row.currency,
    balance: row.balance_minor === null ? null : moneyFromMinor(row.balance_minor, currency),
    available: row.available_minor === null ? null : moneyFromMinor(row.available_minor, currency),
    closed: row.closed === 1,
    access: row.member_id === member ? 'own' : 'transactions',
    owners: [{ id: row.member_id, name: row.member_name }],
    sharing: row.member_id === member ? [] : null,
    connected: isConnected,
    asOf: toInstant(row.as_of),
    stale: row.status !== 'working' || now - row.as_of > STALE_MS,
  }
}
