import { memberId } from '@skrin/shared/api/primitives'
import type { Member } from '@skrin/shared/api/session'
import type { MemberId } from '@skrin/shared/brand'
import { toSearchText } from '@skrin/shared/searchText'
import * as v from 'valibot'
import { AppError } from '../appError.ts'
import type { Database } from '../store/database.ts'
import { prepareQuery } from '../store/prepareQuery.ts'

/** How names are compared at sign-in: without case, accents, double spaces, and what shows nowhere (Unicode's Cf). */
export function toNameKey(name: string): string {
  return toSearchText(name.replace(/\p{Cf}/gu, ''))
}

export async function findMember(db: Database, id: MemberId): Promise<Member | null> {
  return (await selectMember(db, id).executeTakeFirst()) ?? null
}

/** `findMember` for every call to the API. */
export function prepareFindMember(db: Database): (id: MemberId) => Promise<Member | undefined> {
  return prepareQuery(db, selectMember(db, v.parse(memberId, 'any')))
}

function selectMember(db: Database, id: MemberId) {
  return selectPresent(db).select(['id', 'name', 'role']).where('id', '=', id)
}

/** The one place that says who lives here: somebody who is being removed does so no more. */
function selectPresent(db: Database) {
  return db.selectFrom('members').where('leaving_at', 'is', null)
}

/** For `transact`: who there is, by which name and in which role. Taken before every other key of a member. */
export const MEMBERS_KEY = 'members'

export interface MemberLogin {
  readonly id: MemberId
  /** PHC string; null where the member has no password. */
  readonly passwordHash: string | null
}

export async function findLogin(db: Database, name: string): Promise<MemberLogin | null> {
  const row = await selectLogin(db).where('name_key', '=', toNameKey(name)).executeTakeFirst()
  return row ? toLogin(row) : null
}

export async function findLoginById(db: Database, id: MemberId): Promise<MemberLogin | null> {
  const row = await selectLogin(db).where('id', '=', id).executeTakeFirst()
  return row ? toLogin(row) : null
}

function selectLogin(db: Database) {
  return selectPresent(db).select(['id', 'password_hash'])
}

function toLogin(row: { id: MemberId; password_hash: string | null }): MemberLogin {
  return { id: row.id, passwordHash: row.password_hash }
}

export interface ListedMember extends Member {
  readonly joinedAt: number
}

/**
 * For what an adult began and may finish only as one; within `transact` with the member's connectionsKey, which a new
 * role and a removal take too.
 * @throws AppError forbidden
 */
export async function requireAdult(db: Database, id: MemberId): Promise<Member> {
  const member = await findMember(db, id)
  if (!member || member.role === 'child') throw new AppError('forbidden')
  return member
}

/** In the order they came. */
export async function listMembersSince(db: Database): Promise<ListedMember[]> {
  return selectPresent(db)
    .select(['id', 'name', 'role', 'created_at as joinedAt'])
    .orderBy('created_at')
    .orderBy('name_key')
    .execute()
}

export async function listMembers(db: Database): Promise<Member[]> {
  return (await listMembersSince(db)).map(({ id, name, role }) => ({ id, name, role }))
}

export async function findMemberByName(db: Database, name: string): Promise<Member | null> {
  const row = await selectPresent(db)
    .select(['id', 'name', 'role'])
    .where('name_key', '=', toNameKey(name))
    .executeTakeFirst()
  return row ?? null
}

/**
 * Nobody else may have the name; within `transact` with MEMBERS_KEY.
 * @throws AppError name_taken
 */
export async function requireFreeName(
  db: Database,
  name: string,
  member: MemberId | null = null,
): Promise<void> {
  const holder = await db
    .selectFrom('members')
    .select('id')
    .where('name_key', '=', toNameKey(name))
    .executeTakeFirst()
  if (holder && holder.id !== member) throw new AppError('name_taken', { field: 'name' })
}

export async function hasMembers(db: Database): Promise<boolean> {
  return (await db.selectFrom('members').select('id').limit(1).executeTakeFirst()) !== undefined
}

export interface NewMember extends Member {
  readonly passwordHash: string | null
  readonly createdAt: number
}

/** False: there is an owner already; the database itself keeps it at one. */
export async function insertOwner(
  db: Database,
  { id, name, passwordHash, createdAt }: NewMember,
): Promise<boolean> {
  const result = await db
    .insertInto('members')
    .values({
      id,
      name,
      name_key: toNameKey(name),
      role: 'owner',
      password_hash: passwordHash,
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Puts a member in, or gives a known one this name and role. */
export async function saveMember(
  db: Database,
  { id, name, role, passwordHash, createdAt }: NewMember,
): Promise<void> {
  const shown = { name, name_key: toNameKey(name), role }
  await db
    .insertInto('members')
    .values({ id, ...shown, password_hash: passwordHash, created_at: createdAt })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(shown))
    .execute()
}

export interface NewPasswordHash {
  readonly id: MemberId
  readonly passwordHash: string
  /** The only one that it may replace; any where nothing is said. */
  readonly before?: string
}

export async function savePasswordHash(
  db: Database,
  { id, passwordHash, before }: NewPasswordHash,
): Promise<void> {
  let row = db.updateTable('members').set({ password_hash: passwordHash }).where('id', '=', id)
  if (before !== undefined) row = row.where('password_hash', '=', before)
  await row.execute()
}
