import type { Response } from 'express'
import type { AccessEntry } from '@skrin/shared/api/accessLog'
import type { Context } from '../context.ts'
import { memberOf } from '../http/memberOf.ts'
import { inSession, noteAccess } from '../household/accessLog.ts'

/** A change of one's own ways in, for one's own access log. */
export async function noteOwn(
  context: Context,
  res: Response,
  event: AccessEntry['event'],
  subject: Readonly<Record<string, string>> = {},
): Promise<void> {
  const member = memberOf(res)
  await noteAccess(context, { actor: inSession(member), about: member.id, event, subject })
}
