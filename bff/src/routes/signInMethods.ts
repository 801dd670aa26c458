import type { Request, Router } from 'express'
import type { Member } from '@skrin/shared/api/session'
import { passwordChange, totpConfirm } from '@skrin/shared/api/signIn'
import type { RecoveryCodes } from '@skrin/shared/api/signIn'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { freshenSession, requireSession } from '../http/session.ts'
import { inSession } from '../household/accessLog.ts'
import { savePasswordHash } from '../household/members.ts'
import { endSessions } from '../household/memberSessions.ts'
import { describeSignInMethods } from '../signIn/describeSignInMethods.ts'
import { hashNewPassword } from '../signIn/hashNewPassword.ts'
import { renewRecoveryCodes } from '../signIn/recoveryCodes.ts'
import { beginTotp, confirmTotp, removeTotp } from '../signIn/totp.ts'
import { noteOwn } from './noteOwn.ts'
import { sendSession } from './session.ts'

/** A member's own password and second factor. */
export function createSignInMethodsRouter(context: Context): Router {
  const router = createRouter()
  const { db } = context

  router.get('/sign-in-methods', async (_req, res) => {
    res.json(await describeSignInMethods(db, memberOf(res).id))
  })

  router.put('/password', async (req, res) => {
    const { password, endOthers } = parseRequest(passwordChange, req.body)
    // Whoever had one could no longer enter with a click.
    if (context.demo) throw new AppError('forbidden')
    const member = memberOf(res)
    const hash = await hashNewPassword(member, password)
    // First: a session that was ended meanwhile changes nothing.
    await freshenSession(req, context)
    await savePasswordHash(db, { id: member.id, passwordHash: hash })
    if (endOthers) await endElsewhere(context, req, member)
    await noteOwn(context, res, 'password.changed')
    await sendSession(context, req, res)
  })

  router.post('/totp', async (_req, res) => {
    res.json(await beginTotp(context, memberOf(res)))
  })

  router.post('/totp/confirm', async (req, res) => {
    const { code } = parseRequest(totpConfirm, req.body)
    const answer: RecoveryCodes = { codes: await confirmTotp(context, memberOf(res).id, code) }
    await noteOwn(context, res, 'totp.enabled')
    res.json(answer)
  })

  router.delete('/totp', async (_req, res) => {
    const wasOn = await removeTotp(db, memberOf(res).id)
    if (wasOn) await noteOwn(context, res, 'totp.disabled')
    res.status(204).end()
  })

  router.post('/recovery-codes', async (_req, res) => {
    const answer: RecoveryCodes = { codes: await renewRecoveryCodes(db, memberOf(res).id) }
    await noteOwn(context, res, 'recovery_codes.made')
    res.json(answer)
  })

  return router
}

async function endElsewhere(context: Context, req: Request, member: Member): Promise<void> {
  const { publicId } = requireSession(req).stored
  const which = { allBut: publicId }
  await endSessions(context, { member: member.id, which, by: inSession(member) })
}
