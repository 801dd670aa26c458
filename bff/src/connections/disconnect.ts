import { setTimeout as delay } from 'node:timers/promises'
import type { DisconnectAnswer } from '@skrin/shared/api/connections'
import { BankError } from '../banks/bankError.ts'
import type { Grant, Vault } from '../auth/vault.ts'
import type { Clock } from '../clock.ts'
import { noteAccess } from '../household/accessLog.ts'
import type { Actor } from '../household/accessLog.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { transact, waitForKey } from '../store/transact.ts'
import type { BankAccess } from './bankAccess.ts'
import { toConnectionWords } from './connectionWords.ts'
import { connectionKey, connectionsKey } from './connectionRows.ts'
import type { ConnectionRow } from './connectionRows.ts'
import { revokeGrant } from './revokeGrant.ts'

export interface DisconnectDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly vault: Vault
  readonly access: BankAccess
}

export interface Disconnecting {
  readonly deleteHistory: boolean
  readonly by: Actor
}

const TELLING_AT_MOST_MS = 8000

/**
 * Tells the bank where it has a way, for a bounded time, and then forgets the grant here in any case: a bank that is
 * down keeps nobody connected.
 */
export async function disconnect(
  deps: DisconnectDeps,
  connection: ConnectionRow,
  options: Disconnecting,
): Promise<DisconnectAnswer> {
  let atBank: AtBank = 'failed'
  try {
    atBank = await endAtBank(deps, connection)
    return { disconnected: true, atBank }
  } finally {
    await forget(deps, connection, options)
    deps.log.info({
      event: 'connection.ended',
      bank: connection.bank,
      connection: connection.id,
      detail: atBank,
    })
  }
}

type AtBank = DisconnectAnswer['atBank']
type BankDeps = Pick<DisconnectDeps, 'access' | 'log' | 'vault'>

/** Ends the grant at the bank, where it has a way, in bounded time; here everything stays as it is. */
export function endAtBank(deps: BankDeps, connection: ConnectionRow): Promise<AtBank> {
  const tooLong = delay<AtBank>(TELLING_AT_MOST_MS, 'failed', { ref: false })
  return Promise.race([tellBank(deps, connection), tooLong])
}

async function tellBank(deps: BankDeps, connection: ConnectionRow): Promise<AtBank> {
  const { access, log, vault } = deps
  try {
    const grant = (await vault.read(connection.id))?.grant ?? null
    if (!grant) return 'unsupported'
    const isConsentEnded = await endConsent(access, connection, grant)
    const isRevoked = await revokeGrant(access, connection, grant)
    return isRevoked || isConsentEnded ? 'revoked' : 'unsupported'
  } catch (error) {
    if (!(error instanceof BankError)) throw error
    log.warn({
      event: 'connection.revocation_failed',
      bank: connection.bank,
      code: error.code,
      error,
    })
    return 'failed'
  }
}

async function forget(
  deps: DisconnectDeps,
  connection: ConnectionRow,
  { deleteHistory, by }: Disconnecting,
): Promise<void> {
  const { id, member_id: member } = connection
  const subject = toConnectionWords(deps.access.getLine(connection.bank)?.bank, connection)
  await transact(deps.db, connectionsKey(member), async (transaction) => {
    // An answer of the bank that is just being kept is kept whole, and then goes or stays with the rest.
    await waitForKey(transaction, connectionKey(id))
    const grant = await transaction
      .deleteFrom('vault')
      .where('connection_id', '=', id)
      .executeTakeFirst()
    // Of two at once, one ends it.
    if (grant.numDeletedRows === 1n) {
      const note = { actor: by, about: member, event: 'connection.ended', subject } as const
      await noteAccess({ ...deps, db: transaction }, note)
    }
    if (deleteHistory) {
      await transaction.deleteFrom('connections').where('id', '=', id).execute()
      return
    }
    await transaction
      .updateTable('connections')
      .set({
        status: 'disconnected',
        problem: null,
        renew_by: null,
        blocked_until: null,
        transfers_at: null,
      })
      .where('id', '=', id)
      .execute()
  })
}

async function endConsent(
  access: BankAccess,
  connection: ConnectionRow,
  grant: Grant,
): Promise<boolean> {
  const end = access.getLine(connection.bank)?.bank.auth.consent?.end
  if (!end || grant.consentId === null) return false
  await end(await access.openApi(connection, null), grant.consentId)
  return true
}
