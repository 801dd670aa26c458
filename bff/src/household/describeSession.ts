import type { Session } from '@skrin/shared/api/session'
import { toInstant } from '@skrin/shared/dates'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import type { Database } from '../store/database.ts'
import { toRelyingParty } from '../signIn/relyingParty.ts'
import { freshEnd, isTouchDue, sessionEnd } from '../store/sessionStore.ts'
import type { StoredSession } from '../store/sessionStore.ts'
import { readHouseholdName } from './householdName.ts'
import { findMember, hasMembers, listMembers } from './members.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly demo: boolean
  readonly config: Pick<Config, 'publicUrl' | 'sso' | 'transfers'>
}

/** What everybody may know: who is signed in, until when, and whether there is somebody at all. */
export async function describeSession(
  { db, clock, demo, config }: Deps,
  stored: StoredSession | null,
): Promise<Session> {
  const member = stored && (await findMember(db, stored.member))
  return {
    member,
    household: await readHouseholdName(db),
    signIn: { passkeys: toRelyingParty(config.publicUrl) !== null, sso: config.sso?.name ?? null },
    transfers: config.transfers !== null,
    freshUntil: member && stored ? toInstant(freshEnd(stored)) : null,
    expiresAt: member && stored ? toInstant(sessionEnd(asTouched(stored, clock.now()))) : null,
    demo: demo ? { members: await listMembers(db) } : null,
    setup: (await hasMembers(db)) ? 'done' : 'needed',
  }
}

/** As the row will be when this request, being a use of the session, is over. */
function asTouched(stored: StoredSession, now: number): StoredSession {
  return isTouchDue(stored, now) ? { ...stored, seenAt: now } : stored
}
