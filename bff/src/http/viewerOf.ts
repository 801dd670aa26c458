import type { Response } from 'express'
import type { Reader } from '../accounts/noteOpened.ts'
import type { Viewer } from '../accounts/visibleAccounts.ts'
import { inSession } from '../household/accessLog.ts'
import { throughToken } from '../household/openApiToken.ts'
import { tokenOf } from './bearer.ts'
import { memberOf } from './memberOf.ts'

/** Whose eyes a request reads with: a member's, or those of a token of theirs, which sees less. */
export function viewerOf(res: Response): Viewer {
  return { member: memberOf(res).id, scope: tokenOf(res)?.scope ?? null }
}

/** The same, as the access log has it. */
export function readerOf(res: Response): Reader {
  const member = memberOf(res)
  const token = tokenOf(res)
  return token
    ? { member: member.id, actor: throughToken(token), token }
    : { member: member.id, actor: inSession(member), token: null }
}
