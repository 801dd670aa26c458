import { randomInt } from 'node:crypto'
import * as v from 'valibot'
import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import { readCacheOf } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { Sealer } from './sealing.ts'

/** What a bank gave for one connection. Lives only sealed, and in memory while it is used. */
const grant = v.object({
  accessToken: v.string(),
  /** Epoch milliseconds. */
  usableUntil: v.number(),
  refreshToken: v.nullable(v.string()),
  consentId: v.nullable(v.string()),
})
export type Grant = v.InferOutput<typeof grant>

export interface GrantRow {
  /** null: there is a row, but it cannot be opened: another key, or a changed byte. */
  readonly grant: Grant | null
  readonly generation: number
}

/** Keeper of tokens: rows of (member, connection), sealed, with a lease for whoever refreshes. */
export interface Vault {
  read(connection: ConnectionId): Promise<GrantRow | null>
  /** Puts a new grant in, whatever was there; as part of `within`, a transaction, where one is given. */
  put(
    owner: { connection: ConnectionId; member: MemberId },
    grant: Grant,
    within?: Database,
  ): Promise<void>
  /**
   * Replaces a grant if nobody else did meanwhile, in one statement: a rotated refresh token is durable before anybody
   * uses the access token that came with it. False: the row moved on or is gone.
   */
  replace(
    connection: ConnectionId,
    grant: Grant,
    expected: { generation: number },
  ): Promise<boolean>
  /** One holder at a time across processes; false while another holds it. */
  takeLease(
    connection: ConnectionId,
    lease: { holder: string; now: number; untilMs: number },
  ): Promise<boolean>
  releaseLease(connection: ConnectionId, holder: string): Promise<void>
}

/** `createSealer(key, VAULT_PURPOSE)` seals grants. */
export const VAULT_PURPOSE = 'vault'

const FIRST_GENERATIONS = 2 ** 30

export function createVault(db: Database, sealer: Sealer): Vault {
  return {
    read: (connection) =>
      readCacheOf(db).read(`grant ${connection}`, () => read(db, sealer, connection)),
    async put({ connection, member }, value, within = db) {
      const sealed = sealer.seal(JSON.stringify(value), grantOwner(member, connection))
      await within
        .insertInto('vault')
        .values({
          connection_id: connection,
          member_id: member,
          sealed,
          // Anywhere: a refresh of a row that was deleted meanwhile must not fit the one that came after it.
          generation: randomInt(FIRST_GENERATIONS),
          lease_owner: null,
          lease_until: 0,
        })
        .onConflict((conflict) =>
          conflict.column('connection_id').doUpdateSet((eb) => ({
            sealed,
            member_id: member,
            generation: eb('vault.generation', '+', 1),
          })),
        )
        .execute()
    },
    async replace(connection, value, { generation }) {
      const row = await db
        .selectFrom('vault')
        .select('member_id')
        .where('connection_id', '=', connection)
        .executeTakeFirst()
      if (!row) return false
      const sealed = sealer.seal(JSON.stringify(value), grantOwner(row.member_id, connection))
      const result = await db
        .updateTable('vault')
        .set({ sealed, generation: generation + 1 })
        .where('connection_id', '=', connection)
        .where('generation', '=', generation)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },
    async takeLease(connection, { holder, now, untilMs }) {
      const result = await db
        .updateTable('vault')
        .set({ lease_owner: holder, lease_until: untilMs })
        .where('connection_id', '=', connection)
        .where((eb) =>
          eb.or([
            eb('lease_owner', 'is', null),
            eb('lease_owner', '=', holder),
            eb('lease_until', '<=', now),
          ]),
        )
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },
    async releaseLease(connection, holder) {
      await db
        .updateTable('vault')
        .set({ lease_owner: null, lease_until: 0 })
        .where('connection_id', '=', connection)
        .where('lease_owner', '=', holder)
        .execute()
    },
  }
}

/** What a sealed grant is bound to. */
export function grantOwner(member: MemberId, connection: ConnectionId): string {
  return `${member} ${connection}`
}

async function read(
  db: Database,
  sealer: Sealer,
  connection: ConnectionId,
): Promise<GrantRow | null> {
  const row = await db
    .selectFrom('vault')
    .select(['sealed', 'generation', 'member_id'])
    .where('connection_id', '=', connection)
    .executeTakeFirst()
  if (!row) return null
  const opened = sealer.open(row.sealed, grantOwner(row.member_id, connection))
  if (opened === null) return { grant: null, generation: row.generation }
  return { grant: v.parse(grant, JSON.parse(opened)), generation: row.generation }
}
