import type { BankClientId, MemberId } from '@skrin/shared/brand'
import type { Sealer } from '../auth/sealing.ts'
import type { BankClient } from '../config/config.ts'
import type { Actor } from '../household/accessLog.ts'
import { requireAdult } from '../household/members.ts'
import { randomId } from '../ids.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'
import { bankClientOwner, findOwnBankClient } from './bankClients.ts'
import type { BankClientRow } from './bankClients.ts'
import { connectionsKey, listRowsOfClient } from './connectionRows.ts'
import { endAtBank } from './disconnect.ts'
import type { DisconnectDeps } from './disconnect.ts'
import { noteBankClient } from './noteBankClient.ts'

export interface BankClientDeps extends DisconnectDeps {
  readonly bankClientSealer: Sealer
}

export interface NewBankClient {
  readonly member: MemberId
  readonly bank: string
  readonly client: BankClient
  readonly by: Actor
}

/**
 * Keeps a member's own client of a bank, in the place of the one before. A new secret of the same client keeps its
 * connections; the grants of another client are worth nothing to this one: they end, at the bank too where it has a way,
 * and their connections ask to be renewed.
 * @throws AppError forbidden for who is no adult of the household any more
 */
export async function saveBankClient(deps: BankClientDeps, wanted: NewBankClient): Promise<void> {
  const { member, bank } = wanted
  const before = await findOwnBankClient(deps.db, { member, bank })
  if (before && before.client_id !== wanted.client.id) await endGrants(deps, before)
  await transact(deps.db, connectionsKey(member), async (db) => {
    // Whoever left or became a child while they typed enters none.
    await requireAdult(db, member)
    await saveRow({ ...deps, db }, wanted)
  })
  deps.log.info({ event: 'bank_client.added', bank, member })
}

async function endGrants(deps: BankClientDeps, client: BankClientRow): Promise<void> {
  const rows = await listRowsOfClient(deps.db, client)
  await Promise.all(rows.map((row) => endAtBank(deps, row)))
}

async function saveRow(deps: BankClientDeps, wanted: NewBankClient): Promise<void> {
  const { db, clock, bankClientSealer } = deps
  const { member, bank, client, by } = wanted
  const before = await findOwnBankClient(db, { member, bank })
  const isSame = before?.client_id === client.id
  // Another client is another row: what was sealed for, or begun with, the one before does not fit it.
  const id = before && isSame ? before.id : (randomId() as BankClientId)
  const sealed = bankClientSealer.seal(
    client.secret.reveal(),
    bankClientOwner({ id, member_id: member, bank }),
  )
  const createdAt = clock.now()
  if (isSame) {
    const changed = { sealed, created_at: createdAt }
    await db.updateTable('bank_clients').set(changed).where('id', '=', id).execute()
  } else {
    if (before) await takeAway(deps, before, by)
    await db
      .insertInto('bank_clients')
      .values({ id, member_id: member, bank, client_id: client.id, sealed, created_at: createdAt })
      .execute()
    if (before) await handOver(db, { from: before.id, to: id })
  }
  await noteBankClient(deps, { event: 'bank_client.added', member, bank, by })
}

async function takeAway(deps: BankClientDeps, before: BankClientRow, by: Actor): Promise<void> {
  const { id, bank, member_id: member } = before
  await deps.db.deleteFrom('bank_clients').where('id', '=', id).execute()
  await noteBankClient(deps, { event: 'bank_client.removed', member, bank, by })
}

/** The connections of the client before belong to the new one, without a grant until they are renewed with it. */
async function handOver(
  db: Database,
  { from, to }: { from: BankClientId; to: BankClientId },
): Promise<void> {
  const connections = db.selectFrom('connections').select('id').where('bank_client', '=', from)
  await db.deleteFrom('vault').where('connection_id', 'in', connections).execute()
  await db
    .updateTable('connections')
    .set({ status: 'reconnect', problem: 'reconnect_needed', renew_by: null })
    .where('bank_client', '=', from)
    .where('status', '!=', 'disconnected')
    .execute()
  await db
    .updateTable('connections')
    .set({ bank_client: to })
    .where('bank_client', '=', from)
    .execute()
}
