import { noteAccess, program } from '@skrin/bff/household/accessLog'
import { hashPassword } from '@skrin/bff/household/passwordHash'
import { randomId, sha256 } from '@skrin/bff/ids'
import type { Database } from '@skrin/bff/store/database'
import type { Engine } from '@skrin/bff/store/engine'
import type { AccountId, ApiTokenId, MemberId } from '@skrin/shared/brand'
import { startSandbox } from '../../sandbox/server.ts'
import { PASSWORD, startSkrin } from '../harness/startSkrin.ts'
import type { Skrin } from '../harness/startSkrin.ts'
import { HIDDEN, OWNERS, UNSCOPED } from './canaries.ts'
import type { Role } from './privacyRow.ts'
import { bringBank, makeThing } from './things.ts'
import type { Brought } from './things.ts'

/** Who calls in one test, with what is theirs; a visitor is nobody. */
export interface Caller {
  readonly role: Role
  readonly member: MemberId | null
  readonly brought: Brought | null
  /** The API token that the caller comes with. */
  readonly token: string | null
}

/** A household in which one neighbour has everything that there is to hide. */
export interface PrivacyWorld extends AsyncDisposable {
  readonly skrin: Skrin
  readonly neighbour: { readonly member: MemberId; readonly brought: Brought }
  /** What no byte to anybody but the neighbour may hold. */
  hiddenFrom(role: Role): readonly string[]
  enter(role: Role): Promise<Caller>
  addMember(role: NewMember['role']): Promise<MemberId>
}

export async function startPrivacyWorld(engine: Engine): Promise<PrivacyWorld> {
  const sandbox = await startSandbox()
  const skrin = await startSkrin({ engine, env: { ...sandbox.env, SKRIN_TRANSFERS: 'on' } })
  const { db, clock } = skrin.context
  const now = clock.now()
  const passwordHash = await hashPassword(PASSWORD)
  const addMember = (role: NewMember['role']) => insertMember(db, { role, passwordHash, now })
  const owner = await addMember('owner')
  const member = await addMember('adult')
  const brought = await bringBank(db, { member, mark: HIDDEN, now })
  for (const kind of ['bankClient', 'token', 'session', 'passkey', 'sso'] as const) {
    await makeThing(skrin.context, { kind, member, mark: HIDDEN })
  }
  const note = { actor: program, event: 'household.renamed' } as const
  await noteAccess(skrin.context, { ...note, about: member, subject: { name: HIDDEN } })
  await noteAccess(skrin.context, { ...note, about: null, subject: { name: OWNERS } })
  return {
    skrin,
    neighbour: { member, brought },
    hiddenFrom: (role) => [
      ...brought.hidden,
      ...(role === 'token' ? [UNSCOPED] : []),
      ...(role === 'owner' ? [] : [OWNERS]),
    ],
    addMember,
    async enter(role) {
      if (role === 'visitor') return { role, member: null, brought: null, token: null }
      const caller =
        role === 'owner' ? owner : await addMember(role === 'child' ? 'child' : 'adult')
      // There is one owner, who comes to every test with nothing but what is brought now.
      await db.deleteFrom('connections').where('member_id', '=', caller).execute()
      await db.deleteFrom('totp').where('member_id', '=', caller).execute()
      await db.deleteFrom('rules').where('member_id', '=', caller).execute()
      if (role === 'child') return { role, member: caller, brought: null, token: null }
      const own = await bringBank(db, { member: caller, mark: 'Shown', now })
      if (role !== 'token') return { role, member: caller, brought: own, token: null }
      await bringBank(db, { member: caller, mark: UNSCOPED, now })
      return {
        role,
        member: caller,
        brought: own,
        token: await insertToken(db, caller, [own, brought]),
      }
    },
    async [Symbol.asyncDispose]() {
      await skrin.stop()
      await sandbox.close()
    },
  }
}

interface NewMember {
  readonly role: 'owner' | 'adult' | 'child'
  readonly passwordHash: string
  readonly now: number
}

async function insertMember(
  db: Database,
  { role, passwordHash, now }: NewMember,
): Promise<MemberId> {
  const id = randomId() as MemberId
  await db
    .insertInto('members')
    .values({
      id,
      name: `Person ${id}`,
      name_key: `person ${id}`,
      role,
      password_hash: passwordHash,
      created_at: now,
      leaving_at: null,
    })
    .execute()
  return id
}

/** Its scope names more than its maker may see: what is private to the neighbour, and all of what shows its balance. */
async function insertToken(
  db: Database,
  member: MemberId,
  opened: readonly Brought[],
): Promise<string> {
  const token = `skrin_${randomId()}`
  const id = randomId() as ApiTokenId
  const accounts = opened.flatMap((brought): AccountId[] => Object.values(brought.accounts))
  await db
    .insertInto('api_tokens')
    .values({
      id,
      member_id: member,
      name: 'Script',
      token_hash: sha256(token),
      created_at: 0,
      expires_at: null,
      used_at: null,
    })
    .execute()
  await db
    .insertInto('api_token_accounts')
    .values(accounts.map((account_id) => ({ token_id: id, account_id, level: 'transactions' })))
    .execute()
  return token
}
