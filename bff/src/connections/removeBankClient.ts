import type { Actor } from '../household/accessLog.ts'
import { transact } from '../store/transact.ts'
import type { BankClientRow } from './bankClients.ts'
import { connectionsKey, listRowsOfClient } from './connectionRows.ts'
import { disconnect } from './disconnect.ts'
import { noteBankClient } from './noteBankClient.ts'
import type { BankClientDeps } from './saveBankClient.ts'

/** Ends its connections, at the bank too where it has a way, all at once and in bounded time, and then forgets it. */
export async function removeBankClient(
  deps: BankClientDeps,
  client: BankClientRow,
  by: Actor,
): Promise<void> {
  const { member_id: member, bank } = client
  const rows = await listRowsOfClient(deps.db, client)
  await Promise.all(rows.map((row) => disconnect(deps, row, { deleteHistory: false, by })))
  await transact(deps.db, connectionsKey(member), async (db) => {
    await forgetGrants({ ...deps, db }, client)
    const gone = await db.deleteFrom('bank_clients').where('id', '=', client.id).executeTakeFirst()
    // Of two at once, one removed it.
    if (gone.numDeletedRows === 1n)
      await noteBankClient({ ...deps, db }, { event: 'bank_client.removed', member, bank, by })
  })
  deps.log.info({ event: 'bank_client.removed', bank, member })
}

/** Of a connection that was made while the others were ended. */
async function forgetGrants({ db }: BankClientDeps, { id }: BankClientRow): Promise<void> {
  const connections = db.selectFrom('connections').select('id').where('bank_client', '=', id)
  await db.deleteFrom('vault').where('connection_id', 'in', connections).execute()
  await db
    .updateTable('connections')
    .set({ status: 'disconnected', problem: null, renew_by: null, blocked_until: null })
    .where('bank_client', '=', id)
    .execute()
}
