import { apiTokenId } from '@skrin/shared/api/primitives'
import type { Member } from '@skrin/shared/api/session'
import type { ShareLevel } from '@skrin/shared/api/sharing'
import type { ApiToken, ApiTokenRequest } from '@skrin/shared/api/tokens'
import type { AccountId, ApiTokenId, MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import type { Selectable } from 'kysely'
import * as v from 'valibot'
import { compareLevels, lowerLevel } from '../accounts/accessLevels.ts'
import type { VisibleAccount } from '../accounts/joinObservations.ts'
import { toShownName } from '../accounts/shownName.ts'
import { listVisibleAccounts } from '../accounts/visibleAccounts.ts'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { connectionsKey } from '../connections/connectionRows.ts'
import { randomId, randomSecret, sha256 } from '../ids.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import { transact } from '../store/transact.ts'
import { inSession, noteAccess } from './accessLog.ts'
import { requireAdult } from './members.ts'

const DAY_MS = 24 * 60 * 60_000
/** So that whoever finds one knows what it is. */
const PREFIX = 'skrin_'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

type Scope = ReadonlyMap<AccountId, ShareLevel>
type TokenRow = Selectable<Schema['api_tokens']>

/** A member's tokens, the newest first; of their accounts those that the member may still see. */
export async function listApiTokens(db: Database, member: MemberId): Promise<ApiToken[]> {
  const rows = await db
    .selectFrom('api_tokens')
    .selectAll()
    .where('member_id', '=', member)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  const accounts = await listVisibleAccounts(db, { member, scope: null })
  const scopes = await Promise.all(rows.map(({ id }) => readScope(db, id)))
  return rows.map((row, index) => toApiToken(row, scopes[index] ?? new Map(), accounts))
}

/**
 * Makes a token; the secret is told once and kept as a hash.
 * @throws AppError bad_request for accounts, or more of them, than the member may see themself
 */
export async function makeApiToken(
  { db, clock }: Deps,
  member: Member,
  { name, accounts: wanted, days }: ApiTokenRequest,
): Promise<{ apiToken: ApiToken; token: string }> {
  const token = PREFIX + randomSecret()
  return transact(db, connectionsKey(member.id), async (transaction) => {
    await requireAdult(transaction, member.id)
    const visible = await listVisibleAccounts(transaction, { member: member.id, scope: null })
    const scope = toScope(wanted, visible)
    const now = clock.now()
    const row: TokenRow = {
      id: v.parse(apiTokenId, randomId()),
      member_id: member.id,
      name,
      token_hash: sha256(token),
      created_at: now,
      expires_at: days === null ? null : now + days * DAY_MS,
      used_at: null,
    }
    await transaction.insertInto('api_tokens').values(row).execute()
    const opened = [...scope].map(([account_id, level]) => ({
      token_id: row.id,
      account_id,
      level,
    }))
    await transaction.insertInto('api_token_accounts').values(opened).execute()
    await note({ db: transaction, clock }, member, { event: 'api_token.made', name })
    return { apiToken: toApiToken(row, scope, visible), token }
  })
}

/** Ends a member's token, from the next request on. @throws AppError not_found, also for somebody else's */
export async function revokeApiToken(
  { db, clock }: Deps,
  member: Member,
  id: ApiTokenId,
): Promise<void> {
  await transact(db, connectionsKey(member.id), async (transaction) => {
    const row = await transaction
      .deleteFrom('api_tokens')
      .where('id', '=', id)
      .where('member_id', '=', member.id)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw new AppError('not_found')
    await note({ db: transaction, clock }, member, { event: 'api_token.revoked', name: row.name })
  })
}

/** Which accounts a token opens, and how far. */
export async function readScope(db: Database, id: ApiTokenId): Promise<Scope> {
  const rows = await db
    .selectFrom('api_token_accounts')
    .select(['account_id', 'level'])
    .where('token_id', '=', id)
    .execute()
  return new Map(rows.map(({ account_id: account, level }) => [account, level]))
}

function note(
  deps: Deps,
  member: Member,
  { event, name }: { event: 'api_token.made' | 'api_token.revoked'; name: string },
): Promise<void> {
  const subject = { token: name }
  return noteAccess(deps, { actor: inSession(member), about: member.id, event, subject })
}

function toScope(
  wanted: ApiTokenRequest['accounts'],
  visible: readonly VisibleAccount[],
): Map<AccountId, ShareLevel> {
  const scope = new Map<AccountId, ShareLevel>()
  for (const { account: id, level } of wanted) {
    const account = visible.find((one) => one.id === id)
    if (!account || scope.has(id) || compareLevels(level, account.level) < 0)
      throw new AppError('bad_request', { field: 'accounts' })
    scope.set(id, level)
  }
  return scope
}

function toApiToken(row: TokenRow, scope: Scope, visible: readonly VisibleAccount[]): ApiToken {
  const accounts = visible.flatMap(({ id, level, observations }) => {
    const [most] = observations.flatMap((one) => scope.get(one.id) ?? []).sort(compareLevels)
    if (most === undefined) return []
    const isLower = level !== 'own' && lowerLevel(level, most) !== most
    return [{ account: id, name: toShownName(observations[0]), level: isLower ? level : most }]
  })
  const toNullable = (ms: number | null) => (ms === null ? null : toInstant(ms))
  return {
    id: row.id,
    name: row.name,
    accounts,
    createdAt: toInstant(row.created_at),
    expiresAt: toNullable(row.expires_at),
    usedAt: toNullable(row.used_at),
  }
}
