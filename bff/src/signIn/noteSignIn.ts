import type { MemberId } from '@skrin/shared/brand'
import type { Clock } from '../clock.ts'
import { inSession, noteAccess, program } from '../household/accessLog.ts'
import { findMember } from '../household/members.ts'
import type { Database } from '../store/database.ts'
import type { Asker, Proof } from './proof.ts'

const HOUR_MS = 60 * 60_000

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/** Somebody got in. */
export async function noteSignIn(
  deps: Deps,
  { member: id, method }: Proof,
  { device }: Asker,
): Promise<void> {
  const member = await findMember(deps.db, id)
  if (!member) return
  await noteAccess(deps, {
    actor: inSession(member),
    about: id,
    event: 'sign_in.succeeded',
    subject: { method, device },
  })
}

/**
 * Somebody did not get in, noted once an hour. For an unknown name the owner reads it: one more row in both cases, so that
 * the time it takes tells nobody which names exist.
 */
export async function noteFailedSignIn(
  deps: Deps,
  { member, method }: { member: MemberId | null; method: Proof['method'] },
  { device }: Asker,
): Promise<void> {
  const hour = Math.floor(deps.clock.now() / HOUR_MS)
  await noteAccess(deps, {
    actor: program,
    about: member,
    event: 'sign_in.failed',
    subject: { method, device },
    dedupe: `sign_in.failed ${member ?? ''} ${method} ${hour}`,
  })
}
