import type { AccessEntry } from '@skrin/shared/api/accessLog'
import type { Member } from '@skrin/shared/api/session'
import type { MemberId } from '@skrin/shared/brand'
import type { Clock } from '../clock.ts'
import { randomId } from '../ids.ts'
import type { Database } from '../store/database.ts'

/** Who did something: a member in their session, one of their API tokens, the command line, or Skrin by itself. */
export interface Actor {
  readonly kind: AccessEntry['actor']['kind']
  readonly id: MemberId | null
  /** As it stands in the log for good, also when the member is gone. */
  readonly name: string
}

/** Skrin by itself, and what nobody who is known did. */
export const program: Actor = { kind: 'program', id: null, name: 'Skrin' }

/** Whoever has the command line of the machine that Skrin runs on. */
export const commandLine: Actor = { kind: 'cli', id: null, name: 'skrin' }

/** A member in a session of theirs. */
export function inSession({ id, name }: Pick<Member, 'id' | 'name'>): Actor {
  return { kind: 'session', id, name }
}

export interface AccessNote {
  readonly actor: Actor
  /** Whose matter it is, and who may read it; null: the household's own, which the owner reads. */
  readonly about: MemberId | null
  readonly event: AccessEntry['event']
  /** In words of now: names of accounts, people, banks, devices, tokens. Never an account's number or a secret; no address but a session's network. */
  readonly subject?: Readonly<Record<string, string>>
  /** Of several notes with one value only the first is kept: `account.opened` once a day and account, say. */
  readonly dedupe?: string
}

/** Writes down who did what, for the person whose matter it is; as part of a transaction where `db` is one. */
export async function noteAccess(
  deps: { db: Database; clock: Clock },
  note: AccessNote,
): Promise<void> {
  await noteAccesses(deps, [note])
}

/** `noteAccess` for several things at once. */
export async function noteAccesses(
  { db, clock }: { db: Database; clock: Clock },
  notes: readonly AccessNote[],
): Promise<void> {
  if (notes.length === 0) return
  const rows = notes.map(({ actor, about, event, subject = {}, dedupe }) => ({
    id: randomId(),
    at: clock.now(),
    actor_id: actor.id,
    actor_name: actor.name,
    actor_kind: actor.kind,
    about_id: about,
    event,
    subject: JSON.stringify(subject),
    dedupe: dedupe ?? null,
  }))
  await db
    .insertInto('access_log')
    .values(rows)
    .onConflict((conflict) => conflict.column('dedupe').doNothing())
    .execute()
}

/**
 * What the owner should know and, where it happened to somebody else, that member too. The owner's own matters stand with
 * the household's: nobody reads one thing twice.
 */
export async function noteHouseholdMatter(
  deps: { db: Database; clock: Clock },
  member: Pick<Member, 'id' | 'role'>,
  note: Omit<AccessNote, 'about' | 'dedupe'>,
): Promise<void> {
  await noteAccess(deps, { ...note, about: null })
  if (member.role !== 'owner') await noteAccess(deps, { ...note, about: member.id })
}
