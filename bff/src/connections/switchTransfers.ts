import type { TransfersOffAnswer } from '@skrin/shared/api/transferOrders'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { inSession, noteAccess } from '../household/accessLog.ts'
import { requireAdult } from '../household/members.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'
import type { BankAccess, BankLine } from './bankAccess.ts'
import { connectionsKey } from './connectionRows.ts'
import type { ConnectionRow } from './connectionRows.ts'
import { toConnectionWords } from './connectionWords.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly access: BankAccess
}

/** One's own connection, at a bank whose folder has `transfers`. */
export interface SwitchedConnection {
  readonly line: BankLine
  readonly row: ConnectionRow
}

/** How the bank comes to give more than reading: not at all, with the next token, or only after the person was there. */
export type Widening = 'none' | 'next_token' | 'at_bank'

export function wideningOf({ bank, config: { settings } }: BankLine): Widening {
  const wider = bank.transfers?.scope
  if (!wider || wider(settings) === bank.auth.scope(settings)) return 'none'
  return bank.auth.grant(settings) === 'authorization_code' ? 'at_bank' : 'next_token'
}

/**
 * Turns it on where the bank need not be visited for it; the consent that there is stays.
 * @throws AppError forbidden for who is no adult any more · not_found when it was given up meanwhile
 */
export async function turnTransfersOn(deps: Deps, connection: SwitchedConnection): Promise<void> {
  await save(deps, connection, 'on')
  if (wideningOf(connection.line) === 'next_token') await forgetToken(deps, connection)
}

/**
 * Turns it off: when this resolves, no transfer call of this connection leaves any more. What was on its way already stays
 * on its way, and whoever is at the bank to turn it on comes back to find it off.
 * @throws AppError as `turnTransfersOn`
 */
export async function turnTransfersOff(
  deps: Deps,
  connection: SwitchedConnection,
): Promise<TransfersOffAnswer> {
  await save(deps, connection, 'off')
  const widening = wideningOf(connection.line)
  if (widening === 'next_token') await forgetToken(deps, connection)
  return { on: false, renew: widening === 'at_bank' }
}

async function save(
  deps: Deps,
  { line, row }: SwitchedConnection,
  wanted: 'on' | 'off',
): Promise<void> {
  const isChanged = await transact(deps.db, connectionsKey(row.member_id), async (db) => {
    const member = await requireAdult(db, row.member_id)
    if (wanted === 'off') await endAttempts(db, row)
    const changed = await db
      .updateTable('connections')
      .set({ transfers_at: wanted === 'on' ? deps.clock.now() : null })
      .where('id', '=', row.id)
      .where('status', '!=', 'disconnected')
      .where('transfers_at', wanted === 'on' ? 'is' : 'is not', null)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return requireThere(db, row)
    await noteAccess(
      { ...deps, db },
      {
        actor: inSession(member),
        about: member.id,
        event: `transfers.${wanted}`,
        subject: toConnectionWords(line.bank, row),
      },
    )
    return true
  })
  if (!isChanged) return
  const { bank, id: connection } = row
  deps.log.info({ event: `transfers.turned_${wanted}`, bank, connection })
}

/** False: it stood as wanted already. */
async function requireThere(db: Database, { id }: ConnectionRow): Promise<false> {
  const row = await db
    .selectFrom('connections')
    .select('id')
    .where('id', '=', id)
    .where('status', '!=', 'disconnected')
    .executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return false
}

/** Whoever is at the bank to turn it on began that before. Their other attempts there go too: they begin anew. */
async function endAttempts(db: Database, { member_id, bank }: ConnectionRow): Promise<void> {
  await db
    .deleteFrom('connect_attempts')
    .where('member_id', '=', member_id)
    .where('bank', '=', bank)
    .execute()
}

/** The next token is asked for with what the connection may now; one that cannot be let go of ends by itself. */
async function forgetToken(
  { access, log }: Pick<Deps, 'access' | 'log'>,
  { row: { id, bank } }: SwitchedConnection,
): Promise<void> {
  if (await access.forgetToken({ id })) return
  log.warn({ event: 'token.kept', bank, connection: id })
}
