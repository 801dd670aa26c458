import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Gauge } from 'prom-client'
import type { Registry } from 'prom-client'
import { readBackupState } from '../backups/backupState.ts'
import { DATABASE_FILE } from '../store/database.ts'
import { engineOf } from '../store/engine.ts'
import type { MetricsGround } from './metrics.ts'

const DAY_MS = 24 * 60 * 60_000

/** Figures that are read from the database when Prometheus asks. */
export function watchHousehold(registry: Registry, ground: MetricsGround): void {
  watchConnections(registry, ground)
  watchSync(registry, ground)
  watchNotices(registry, ground)
  const registers = [registry]
  new Gauge({
    name: 'skrin_backup_last_success_timestamp_seconds',
    help: 'When the last scheduled backup was made, in seconds since 1970; 0: never',
    registers,
    async collect() {
      const { goodAt } = await readBackupState(ground.db)
      this.set((goodAt ?? 0) / 1000)
    },
  })
  new Gauge({
    name: 'skrin_database_bytes',
    help: 'How large the database is',
    registers,
    async collect() {
      this.set(await readSize(ground))
    },
  })
}

function watchNotices(registry: Registry, { db }: MetricsGround): void {
  new Gauge({
    name: 'skrin_notices_waiting',
    help: 'Notices that wait to be sent, by channel',
    labelNames: ['channel'],
    registers: [registry],
    async collect() {
      this.reset()
      const rows = await db
        .selectFrom('deliveries')
        .select(['channel', (eb) => eb.fn.countAll<number>().as('count')])
        .where('next_at', 'is not', null)
        .groupBy('channel')
        .execute()
      for (const { channel, count } of rows) this.set({ channel }, count)
    },
  })
}

function watchConnections(registry: Registry, ground: MetricsGround): void {
  const registers = [registry]
  new Gauge({
    name: 'skrin_connections',
    help: 'Connections by bank and status',
    labelNames: ['bank', 'status'],
    registers,
    async collect() {
      this.reset()
      for (const { bank, status, count } of await countConnections(ground))
        this.set({ bank, status }, count)
    },
  })
  new Gauge({
    name: 'skrin_bank_last_good_answer_age_seconds',
    help: 'Seconds since the connection that waits longest had a good answer, by bank',
    labelNames: ['bank'],
    registers,
    async collect() {
      this.reset()
      for (const { bank, oldest } of await readBanks(ground))
        this.set({ bank }, (ground.clock.now() - oldest) / 1000)
    },
  })
  new Gauge({
    name: 'skrin_bank_renewal_days',
    help: 'Days until the first connection must be renewed, by bank; negative: it is over',
    labelNames: ['bank'],
    registers,
    async collect() {
      this.reset()
      for (const { bank, renewBy } of await readBanks(ground))
        if (renewBy !== null) this.set({ bank }, (renewBy - ground.clock.now()) / DAY_MS)
    },
  })
}

function watchSync(registry: Registry, { db, clock }: MetricsGround): void {
  new Gauge({
    name: 'skrin_sync_late_seconds',
    help: 'How late the connection is that should have been asked first; 0: none is late',
    registers: [registry],
    async collect() {
      const { first } = await db
        .selectFrom('connections')
        .select(({ fn }) => fn.min('next_sync_at').as('first'))
        .where('status', 'in', ['working', 'failing'])
        .executeTakeFirstOrThrow()
      this.set(first === null ? 0 : Math.max(clock.now() - first, 0) / 1000)
    },
  })
}

function countConnections({ db }: MetricsGround) {
  return db
    .selectFrom('connections')
    .select(['bank', 'status', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy(['bank', 'status'])
    .execute()
}

/** Of what is connected: epoch milliseconds. */
function readBanks({ db }: MetricsGround) {
  return db
    .selectFrom('connections')
    .select((eb) => [
      'bank',
      eb.fn.min(eb.fn.coalesce('good_at', 'connected_at')).as('oldest'),
      eb.fn.min('renew_by').as('renewBy'),
    ])
    .where('status', '!=', 'disconnected')
    .groupBy('bank')
    .execute()
}

async function readSize({ db, config }: MetricsGround): Promise<number> {
  if (engineOf(db) === 'postgres') {
    const { rows } = await sql<{ size: number }>`
      select pg_database_size(current_database()) as size`.execute(db)
    return rows[0]?.size ?? 0
  }
  const files = ['', '-wal'].map((suffix) => join(config.dataDir, `${DATABASE_FILE}${suffix}`))
  return files
    .filter((path) => existsSync(path))
    .reduce((sum, path) => sum + statSync(path).size, 0)
}
