import type { Connection } from '@skrin/shared/api/connections'
import { toInstant } from '@skrin/shared/dates'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import type { Database } from '../store/database.ts'
import { describeSync } from '../sync/describeSync.ts'
import { toPurpose } from './bankAccess.ts'
import type { BankAccess } from './bankAccess.ts'
import type { ConnectionRow } from './connectionRows.ts'

interface Deps {
  readonly config: Pick<Config, 'transfers'>
  readonly db: Database
  readonly clock: Clock
  readonly access: BankAccess
}

/** Connections as their owner sees them. A bank that the program no longer knows leaves none behind. */
export async function describeConnections(
  deps: Deps,
  rows: readonly ConnectionRow[],
): Promise<Connection[]> {
  const known = rows.filter(({ bank }) => deps.access.getLine(bank) !== undefined)
  return Promise.all(known.map((row) => describe(deps, row)))
}

async function describe(deps: Deps, row: ConnectionRow): Promise<Connection> {
  const { db, clock, access } = deps
  const { count } = await db
    .selectFrom('accounts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('connection_id', '=', row.id)
    .where('closed', '=', 0)
    .executeTakeFirstOrThrow()
  const isBlocked = row.blocked_until !== null && row.blocked_until > clock.now()
  return {
    id: row.id,
    bank: row.bank,
    client: row.bank_client === 'household' ? 'household' : 'own',
    label: row.label,
    status: row.status === 'disconnected' ? 'reconnect' : row.status,
    problem: row.problem,
    createdAt: toInstant(row.created_at),
    lastAskedAt: row.asked_at === null ? null : toInstant(row.asked_at),
    lastGoodAt: row.good_at === null ? null : toInstant(row.good_at),
    renewBy: row.renew_by === null ? null : toInstant(row.renew_by),
    blockedUntil: isBlocked && row.blocked_until !== null ? toInstant(row.blocked_until) : null,
    budget: await access.readBudget(row),
    accountCount: count,
    transfers: describeTransfers(deps, row),
    sync: await describeSync(db, row),
  }
}

function describeTransfers({ config, access }: Deps, row: ConnectionRow): Connection['transfers'] {
  const bank = access.getLine(row.bank)?.bank
  if (!config.transfers || !bank?.transfers) return 'unable'
  return toPurpose(config, bank, row) === 'transfers' ? 'on' : 'off'
}
