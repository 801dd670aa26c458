import type { ImportTarget } from '@skrin/shared/api/files'
import type { AccountId, ConnectionId, ImportId, LocalDate, MemberId } from '@skrin/shared/brand'
import { sql } from 'kysely'
import { toAccountIdentity } from '../../accounts/accountIdentity.ts'
import { FILE_BANK } from '../../accounts/fileBank.ts'
import { toHouseholdDay } from '../../household/householdDay.ts'
import { idFrom } from '../../ids.ts'
import type { Database } from '../../store/database.ts'

/** Under which a member's accounts of banks that are gone lie. */
export function fileConnectionOf(member: MemberId): ConnectionId {
  return idFrom('file connection', member) as ConnectionId
}

export type NewTarget = Exclude<ImportTarget, { account: AccountId }>

interface Making {
  readonly member: MemberId
  readonly importId: ImportId
  readonly target: NewTarget
  readonly now: number
}

/** An account that only files fill. No bank tells its balance, so it counts in no total. */
export async function makeFileAccount(
  db: Database,
  { member, importId, target, now }: Making,
): Promise<AccountId> {
  const connection = fileConnectionOf(member)
  await ensureConnection(db, { id: connection, member, now })
  const id = idFrom('file account', importId) as AccountId
  const { number, kind, currency, name } = target
  const isIban = number !== null && /^[A-Z]{2}\d{2}/.test(number)
  const numbers = { number: isIban ? null : number, iban: isIban ? number : null }
  // As a bank of Norway's: whose numbers are IBANs with a country before them. Others are told apart by IBAN only.
  const identity = toAccountIdentity({ id: FILE_BANK, countries: ['NO'] }, { ...numbers, kind })
  await db
    .insertInto('accounts')
    .values({
      ...numbers,
      id,
      connection_id: connection,
      bank: FILE_BANK,
      bank_key: id,
      name,
      identity,
      kind,
      currency,
      balance_minor: null,
      available_minor: null,
      holder: null,
      closed: 0,
      position: 0,
      as_of: now,
      covered_from: null,
      transactions_at: null,
    })
    .execute()
  return id
}

async function ensureConnection(
  db: Database,
  { id, member, now }: { id: ConnectionId; member: MemberId; now: number },
): Promise<void> {
  await db
    .insertInto('connections')
    .values({
      id,
      member_id: member,
      bank: FILE_BANK,
      bank_client: 'household',
      label: null,
      choices: '{}',
      status: 'disconnected',
      problem: null,
      created_at: now,
      connected_at: now,
      asked_at: null,
      good_at: null,
      renew_by: null,
      blocked_until: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/**
 * From when to when files tell of such an account: where somebody's bank tells of the same one, the newer rows come from
 * the bank, and what was before that from the files. A day to come says nothing: the bank would never tell anything newer.
 * Other accounts stay as their banks left them.
 */
export async function noteFileCoverage(
  db: Database,
  account: AccountId,
  now: number,
): Promise<void> {
  const range = await db
    .selectFrom('transactions')
    .select(({ fn }) => [
      fn.min<LocalDate | null>('booking_date').as('from'),
      fn.max<LocalDate | null>('booking_date').as('to'),
    ])
    .where('account_id', '=', account)
    .where('state', '=', 'shown')
    .where('booking_date', '<=', toHouseholdDay(now))
    .executeTakeFirstOrThrow()
  await db
    .updateTable('accounts')
    .set({
      covered_from: range.from,
      transactions_at: range.to === null ? null : Date.parse(`${range.to}T00:00:00Z`),
    })
    .where('id', '=', account)
    .where('bank', '=', FILE_BANK)
    .execute()
}

/** An account that only files filled goes with the last of them, and so does what it lies under. */
export async function removeEmptyFileAccount(db: Database, account: AccountId): Promise<void> {
  const row = await db
    .selectFrom('accounts')
    .select('connection_id')
    .where('id', '=', account)
    .where('bank', '=', FILE_BANK)
    .executeTakeFirst()
  const isUsed = await has(db, 'imports', { column: 'account_id', id: account })
  if (!row || isUsed) return
  await db.deleteFrom('accounts').where('id', '=', account).execute()
  const { connection_id: connection } = row
  if (await has(db, 'accounts', { column: 'connection_id', id: connection })) return
  await db.deleteFrom('connections').where('id', '=', connection).execute()
}

async function has(
  db: Database,
  table: 'imports' | 'accounts',
  { column, id }: { column: 'account_id' | 'connection_id'; id: string },
): Promise<boolean> {
  const { count } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(sql.ref(column), '=', id)
    .executeTakeFirstOrThrow()
  return count > 0
}
