import type { Request, RequestHandler, Response, Router } from 'express'
import * as v from 'valibot'
import { AppError } from '../appError.ts'
import { readBankClient } from '../connections/readBankClient.ts'
import { saveBankClient } from '../connections/saveBankClient.ts'
import type { Context } from '../context.ts'
import { authorize, isFresh } from '../http/authorize.ts'
import { createRouter } from '../http/createRouter.ts'
import { createOwnSenderCheck } from '../http/csrf.ts'
import { formBody } from '../http/formBody.ts'
import { createFormTokens } from '../http/formToken.ts'
import type { FormTokens } from '../http/formToken.ts'
import { memberOf } from '../http/memberOf.ts'
import { pageHeaders } from '../http/pageHeaders.ts'
import { limitFailuresByIp } from '../http/rateLimit.ts'
import { sessionMiddleware } from '../http/session.ts'
import { inSession } from '../household/accessLog.ts'
import type { FieldErrors } from '../pages/bankClientPage/renderFields.ts'
import { texts } from '../pages/bankClientPage/texts.ts'
import { bankClientRoutes } from './bankClientRoutes.ts'
import { lookOf } from './lookOf.ts'
import { proveInForm } from './proveInForm.ts'
import { refuseWithPage } from './refuseWithPage.ts'
import { mustProveElsewhere, purposeOf, sendForm } from './sendBankClientForm.ts'
import { SIGN_IN_LIMIT } from './session.ts'

const PATH = '/bank-clients/:bank'

/**
 * Where people enter a bank client of their own. Rendered here, without script, and posted straight back: not one byte of
 * the secret passes through the page, not even while it is typed.
 */
export function createBankClientPageRouter(context: Context): Router {
  const router = createRouter()
  const { publicUrl } = context.config
  const tokens = createFormTokens(context.masterKey)
  const isOwnSender = createOwnSenderCheck(publicUrl)
  const refuseForeign: RequestHandler = (req, _res, next) =>
    next(isOwnSender(req) ? undefined : new AppError('cross_site'))
  const limit = limitFailuresByIp(context, SIGN_IN_LIMIT)
  // Only where a password can be guessed with it.
  const limitGuesses: RequestHandler = (req, res, next) =>
    isFresh(req, context.clock) ? next() : limit(req, res, next)
  const admit = [sessionMiddleware({ ...context, publicUrl }), authorize(context, bankClientRoutes)]

  router.get(PATH, pageHeaders, ...admit, async (req, res) => {
    await sendForm({ context, tokens }, { req, res }, {})
  })

  const steps = [pageHeaders, refuseForeign, ...admit, ...formBody, limitGuesses]
  router.post(PATH, ...steps, async (req: Request, res: Response) => {
    await keep({ context, tokens }, req, res)
  })

  router.use(refuseWithPage)
  return router
}

interface Deps {
  readonly context: Context
  readonly tokens: FormTokens
}

const field = v.optional(v.pipe(v.string(), v.maxLength(8000)), '')
const form = v.object({
  token: field,
  clientId: field,
  clientSecret: field,
  password: field,
  code: field,
})

async function keep(deps: Deps, req: Request, res: Response): Promise<void> {
  const { context, tokens } = deps
  const bank = context.banks.get(String(req.params['bank']))
  if (!bank) throw new AppError('not_found')
  const typed = v.safeParse(form, req.body)
  if (!typed.success) throw new AppError('bad_request')
  const { token, clientId, clientSecret: secret, ...proof } = typed.output
  if (!tokens.isValid(req, purposeOf(bank), token)) throw new AppError('cross_site')
  const member = memberOf(res)
  const words = texts[lookOf(req).language]
  const again = (errors: FieldErrors, status: number) => {
    res.status(status)
    return sendForm(deps, { req, res }, { clientId, errors })
  }
  if (!isFresh(req, context.clock)) {
    if (await mustProveElsewhere(context, member)) return sendForm(deps, { req, res }, {})
    const failed = await proveInForm(context, req, { member, proof, words })
    if (failed) return again(failed.errors, failed.status)
  }
  const read = readBankClient({ id: clientId, secret }, bank.auth)
  if (!read.ok) {
    const { id, secret: half } = read.wrong
    return again(
      { ...(id && { clientId: words[id] }), ...(half && { clientSecret: words[half] }) },
      400,
    )
  }
  const by = inSession(member)
  await saveBankClient(context, {
    member: member.id,
    bank: bank.manifest.id,
    client: read.client,
    by,
  })
  res.redirect(303, `/banks?${new URLSearchParams({ client: bank.manifest.id }).toString()}`)
}
