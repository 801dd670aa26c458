import * as v from 'valibot'
import type { ConnectionId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { AccessPurpose } from '../auth/oauthClient.ts'
import type { Grant, Vault } from '../auth/vault.ts'
import type { Clock } from '../clock.ts'
import { inSession, noteAccess } from '../household/accessLog.ts'
import { requireAdult } from '../household/members.ts'
import { randomId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'
import type { BankLine } from './bankAccess.ts'
import type { BankClientRef } from './bankClients.ts'
import type { AttemptOwner } from './connectAttempts.ts'
import { connectionsKey } from './connectionRows.ts'
import type { ConnectionRow } from './connectionRows.ts'
import { toConnectionWords } from './connectionWords.ts'
import { isStillWanted } from './isStillWanted.ts'

const FIRST_SYNC_MS = 60_000

export interface NewGrant extends Grant {
  /** Epoch milliseconds. */
  readonly renewBy: number | null
}

export interface NewConnection {
  readonly owner: AttemptOwner
  readonly line: BankLine
  readonly aim: {
    readonly choices: Readonly<Record<string, string>>
    readonly label: string | null
    readonly renew: ConnectionId | null
    readonly client: BankClientRef
    readonly purpose: AccessPurpose
  }
  readonly grant: NewGrant
}

export interface SaveDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly vault: Vault
}

/**
 * A fresh grant becomes a connection. Renewing, and connecting the same bank with the same choices again, keeps the
 * connection's id: its accounts and history go on instead of standing there twice.
 * @throws AppError forbidden for who is no adult of the household any more · not_found for what is to be renewed
 */
export async function saveConnection(
  deps: SaveDeps,
  connection: NewConnection,
): Promise<ConnectionId> {
  const { db, log, vault } = deps
  const { owner, grant } = connection
  // One step: of two at once the second renews the first's, and nobody sees a connection without its grant.
  const { id, isNew } = await transact(db, connectionsKey(owner.member), async (transaction) => {
    const within = { ...deps, db: transaction }
    // Whoever left or became a child while they were at the bank connects nothing.
    const member = await requireAdult(transaction, owner.member)
    const row = await saveRow(within, connection)
    const { accessToken, usableUntil, refreshToken, consentId } = grant
    await vault.put(
      { connection: row.id, member: owner.member },
      { accessToken, usableUntil, refreshToken, consentId },
      transaction,
    )
    const { isNew, label, turned } = row
    const subject = toConnectionWords(connection.line.bank, { bank: owner.bank, label })
    const note = { actor: inSession(member), about: member.id, subject }
    const event = isNew ? 'connection.made' : 'connection.renewed'
    await noteAccess(within, { ...note, event })
    if (turned) await noteAccess(within, { ...note, event: `transfers.${turned}` })
    return row
  })
  log.info({
    event: isNew ? 'connection.made' : 'connection.renewed',
    bank: owner.bank,
    connection: id,
  })
  return id
}

interface SavedRow {
  readonly id: ConnectionId
  readonly isNew: boolean
  readonly label: string | null
  /** What became of moving money; null: as it was. */
  readonly turned: 'on' | 'off' | null
}

async function saveRow(
  { db, clock }: SaveDeps,
  { owner, line, aim, grant }: NewConnection,
): Promise<SavedRow> {
  const choices = JSON.stringify(Object.fromEntries(Object.entries(aim.choices).sort()))
  const known = await findKnown(db, owner, { renew: aim.renew, choices })
  const movesMoney = aim.purpose === 'transfers' && (await isStillWanted(db, owner, known))
  const movedMoney = known !== undefined && known.transfers_at !== null
  const turned = movesMoney === movedMoney ? null : movesMoney ? 'on' : 'off'
  const now = clock.now()
  await requireClient(db, aim.client)
  // A bank's wish for quiet is not among these: it outlives the grant.
  const fresh = {
    status: 'working',
    problem: null,
    bank_client: aim.client,
    connected_at: now,
    renew_by: grant.renewBy,
    // A grant that was asked for reading alone moves no money.
    transfers_at: movesMoney ? now : null,
    // The person who comes back from the bank asks first.
    next_sync_at: now + FIRST_SYNC_MS,
  } as const
  if (known !== undefined) {
    await db.updateTable('connections').set(fresh).where('id', '=', known.id).execute()
    return { id: known.id, isNew: false, label: known.label, turned }
  }
  const id = randomId() as ConnectionId
  const label = aim.label ?? toLabel(line, aim.choices)
  await db
    .insertInto('connections')
    .values({
      id,
      member_id: owner.member,
      bank: owner.bank,
      label,
      choices,
      created_at: now,
      asked_at: null,
      good_at: null,
      blocked_until: null,
      ...fresh,
    })
    .execute()
  return { id, isNew: true, label, turned }
}

/** @throws AppError connect_failed when the client was removed while the person was at the bank */
async function requireClient(db: Database, client: BankClientRef): Promise<void> {
  if (client === 'household') return
  const rows = db.selectFrom('bank_clients').select('id').where('id', '=', client)
  if (!(await rows.executeTakeFirst())) throw new AppError('connect_failed')
}

type Known = Pick<ConnectionRow, 'id' | 'label' | 'status' | 'transfers_at'>

async function findKnown(
  db: Database,
  owner: AttemptOwner,
  { renew, choices }: { renew: ConnectionId | null; choices: string },
): Promise<Known | undefined> {
  if (renew !== null) return findOwn(db, owner, renew)
  return selectOwn(db, owner)
    .where('choices', '=', choices)
    .orderBy('created_at')
    .executeTakeFirst()
}

/**
 * What was chosen when the connection was made.
 * @throws AppError not_found when the connection is not this member's at this bank
 */
export async function readRenewed(
  db: Database,
  owner: AttemptOwner,
  renew: ConnectionId,
): Promise<Record<string, string>> {
  const { choices } = await findOwn(db, owner, renew)
  return v.parse(v.record(v.string(), v.string()), JSON.parse(choices))
}

async function findOwn(db: Database, owner: AttemptOwner, id: ConnectionId) {
  const row = await selectOwn(db, owner).where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not_found')
  return row
}

function selectOwn(db: Database, { member, bank }: AttemptOwner) {
  return db
    .selectFrom('connections')
    .select(['id', 'choices', 'label', 'status', 'transfers_at'])
    .where('member_id', '=', member)
    .where('bank', '=', bank)
}

function toLabel({ bank }: BankLine, choices: Readonly<Record<string, string>>): string | null {
  const labels = bank.manifest.choices.map(
    ({ name, options }) => options.find(({ value }) => value === choices[name])?.label,
  )
  return labels.find((label) => label !== undefined) ?? null
}
