import type { Member } from '@skrin/shared/api/session'
import type { ShareLevel } from '@skrin/shared/api/sharing'
import type { AccountId, ApiTokenId } from '@skrin/shared/brand'
import type { Clock } from '../clock.ts'
import { sha256 } from '../ids.ts'
import type { Database } from '../store/database.ts'
import type { Actor } from './accessLog.ts'
import { noteAccess } from './accessLog.ts'
import { readScope } from './apiTokens.ts'
import { toHouseholdDay } from './householdDay.ts'

/** A token's last use is written down at most this often. */
const NOTE_USE_EVERY_MS = 60_000

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/** What a token that was sent stands for. */
export interface OpenToken {
  readonly id: ApiTokenId
  readonly name: string
  readonly member: Member
  readonly scope: ReadonlyMap<AccountId, ShareLevel>
}

/** null: unknown, revoked or over, or its maker has become a child. Its use is noted for its maker to see. */
export async function openApiToken(deps: Deps, secret: string): Promise<OpenToken | null> {
  const { db, clock } = deps
  const row = await db
    .selectFrom('api_tokens')
    .innerJoin('members', 'members.id', 'api_tokens.member_id')
    .select(['api_tokens.id', 'api_tokens.name', 'api_tokens.used_at'])
    .select(['members.id as member', 'members.name as member_name', 'members.role'])
    .where('token_hash', '=', sha256(secret))
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', clock.now())]))
    .where('members.role', '!=', 'child')
    .where('members.leaving_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const member = { id: row.member, name: row.member_name, role: row.role }
  const token = { id: row.id, name: row.name, member, scope: await readScope(db, row.id) }
  if (row.used_at === null || clock.now() - row.used_at >= NOTE_USE_EVERY_MS)
    await noteUse(deps, token)
  return token
}

/** A member through one of their tokens. */
export function throughToken({ member }: OpenToken): Actor {
  return { kind: 'token', id: member.id, name: member.name }
}

async function noteUse(deps: Deps, token: OpenToken): Promise<void> {
  const { db, clock } = deps
  const now = clock.now()
  await db.updateTable('api_tokens').set({ used_at: now }).where('id', '=', token.id).execute()
  await noteAccess(deps, {
    actor: throughToken(token),
    about: token.member.id,
    event: 'api_token.used',
    subject: { token: token.name },
    dedupe: `api_token.used ${toHouseholdDay(now)} ${token.id}`,
  })
}
