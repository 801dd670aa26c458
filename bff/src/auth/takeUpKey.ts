import type { Clock } from '../clock.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import type { Log } from '../log.ts'
import { StartError } from '../startError.ts'
import type { Database } from '../store/database.ts'
import { listRunning } from '../store/instances.ts'
import { hasCanary, isKeyFitting, replaceCanary } from '../store/keyCanary.ts'
import { transact } from '../store/transact.ts'
import { createSealer } from './sealing.ts'
import { VAULT_PURPOSE, grantOwner } from './vault.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
}

const ADVICE =
  'not the key that the data was sealed with: put that one back and start again, or let everybody connect their banks anew'

/**
 * Starts with whatever key there is: one that was lost or mixed up keeps nobody from their accounts. What it does not open
 * asks to be connected again, what it opens goes on, and the program knows from then on that this is its key.
 * @throws StartError while another program runs here with the key that fits: replicas share one
 */
export async function takeUpKey(deps: Deps, masterKey: Buffer): Promise<void> {
  const { db, log } = deps
  const unreadable = await transact(db, 'key', async (transaction) => {
    if (await isKeyFitting(transaction, masterKey)) return null
    const isFirst = !(await hasCanary(transaction))
    if (!isFirst) await refuseBesideOthers({ ...deps, db: transaction })
    await replaceCanary(transaction, masterKey)
    const count = await settleConnections(transaction, masterKey)
    return isFirst && count === 0 ? null : count
  })
  if (unreadable !== null) log.warn({ event: 'key.changed', count: unreadable, detail: ADVICE })
}

/** This program's own row is among the running ones. */
async function refuseBesideOthers({ db, clock }: Deps): Promise<void> {
  const running = await listRunning({ db, clock })
  if (running.length > 1)
    throw new StartError(
      'another Skrin is running on this database with another key; give them all the same SKRIN_KEY, or start again in a minute if that one was killed',
    )
}

/** Says of each connection at once whether its grant opens; gives how many do not. */
async function settleConnections(db: Database, masterKey: Buffer): Promise<number> {
  const sealer = createSealer(masterKey, VAULT_PURPOSE)
  const rows = await db
    .selectFrom('connections')
    .leftJoin('vault', 'vault.connection_id', 'connections.id')
    .select(['connections.id', 'connections.member_id', 'connections.status', 'vault.sealed'])
    .where('connections.status', '!=', 'disconnected')
    .execute()
  const isOpen = ({ id, member_id: member, sealed }: (typeof rows)[number]) =>
    sealed !== null && sealer.open(sealed, grantOwner(member, id)) !== null
  const closed = rows.filter((row) => !isOpen(row))
  await setStatus(db, closed, { status: 'reconnect', problem: 'reconnect_needed' })
  // With the key that is back. What a bank itself had ended says so again at the next asking.
  const back = rows.filter((row) => row.status === 'reconnect' && isOpen(row))
  await setStatus(db, back, { status: 'working', problem: null })
  return closed.length
}

async function setStatus(
  db: Database,
  rows: readonly Pick<ConnectionRow, 'id'>[],
  to: Pick<ConnectionRow, 'status' | 'problem'>,
): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await db.updateTable('connections').set(to).where('id', 'in', ids).execute()
}
