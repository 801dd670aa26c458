import type { Selectable } from 'kysely'
import type { BankClientEntry } from '@skrin/shared/api/bankClients'
import type { BankClientId, MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import type { Sealer } from '../auth/sealing.ts'
import type { BankClient } from '../config/config.ts'
import { Secret } from '../config/secret.ts'
import { readCacheOf } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type BankClientRow = Selectable<Schema['bank_clients']>

/** Which bank client a grant belongs to: the one of the configuration, or a member's own. */
export type BankClientRef = BankClientId | 'household'

/** `createSealer(key, BANK_CLIENT_PURPOSE)` seals their secrets. */
export const BANK_CLIENT_PURPOSE = 'bank client'

const SHOWN_LETTERS = 4

/** What a secret is bound to: moved to another member, bank or row it does not open. */
export function bankClientOwner({
  id,
  member_id: member,
  bank,
}: Pick<BankClientRow, 'id' | 'member_id' | 'bank'>): string {
  return `${member} ${bank} ${id}`
}

/** null: sealed with another key, or changed. It then counts as not there. */
export function openBankClient(sealer: Sealer, row: BankClientRow): BankClient | null {
  const secret = sealer.open(row.sealed, bankClientOwner(row))
  return secret === null ? null : { id: row.client_id, secret: new Secret(secret) }
}

export function findBankClient(db: Database, id: BankClientId): Promise<BankClientRow | undefined> {
  return readCacheOf(db).read(`bank client ${id}`, () =>
    db.selectFrom('bank_clients').selectAll().where('id', '=', id).executeTakeFirst(),
  )
}

/** A member's own client at a bank. */
export function findOwnBankClient(
  db: Database,
  { member, bank }: { member: MemberId; bank: string },
): Promise<BankClientRow | undefined> {
  return db
    .selectFrom('bank_clients')
    .selectAll()
    .where('member_id', '=', member)
    .where('bank', '=', bank)
    .executeTakeFirst()
}

export function listBankClients(db: Database, member: MemberId): Promise<BankClientRow[]> {
  return db
    .selectFrom('bank_clients')
    .selectAll()
    .where('member_id', '=', member)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** As their owner sees them; nothing of the secret, and of the id what tells it from another. */
export async function describeBankClients(
  { db, bankClientSealer }: { db: Database; bankClientSealer: Sealer },
  member: MemberId,
): Promise<BankClientEntry[]> {
  const rows = await listBankClients(db, member)
  const counts = await db
    .selectFrom('connections')
    .select(({ fn }) => ['bank_client', fn.countAll<number>().as('count')])
    .where('member_id', '=', member)
    .where('status', '!=', 'disconnected')
    .groupBy('bank_client')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    bank: row.bank,
    idEnding: endingOf(row.client_id),
    state: openBankClient(bankClientSealer, row) ? 'ready' : 'unreadable',
    createdAt: toInstant(row.created_at),
    connections: counts.find(({ bank_client: client }) => client === row.id)?.count ?? 0,
  }))
}

/** The last four letters, and never more than half of them all. */
export function endingOf(clientId: string): string {
  const letters = [...clientId]
  const shown = Math.min(SHOWN_LETTERS, Math.floor(letters.length / 2))
  return letters.slice(letters.length - shown).join('')
}
