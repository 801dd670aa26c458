import { country } from '@skrin/shared/api/banks'
import type { Request, Response, Router } from 'express'
import * as v from 'valibot'
import { accountsAt, hashOf, uidOf } from './accounts.ts'
import { toDetails } from './accountBodies.ts'
import { banksBehind, findBehind, secondsOf } from './behind.ts'
import type { BankBehind } from './behind.ts'
import { callerOf, createTokenGuard, requireOpen } from './guard.ts'
import { BANK, begin, sendError } from './parts.ts'
import type { ServiceParts } from './parts.ts'
import { behindOf } from './sessions.ts'
import type { Session } from './sessions.ts'

/** Which banks there are, and the way to a session at one of them. */
export function addAuthRoutes(router: Router, parts: ServiceParts): void {
  const guard = createTokenGuard(parts)
  router.get('/aspsps', begin(parts, 'aspsps'), guard, sendBanks)
  router.post('/auth', begin(parts, 'auth'), guard, (request, response) =>
    start(parts, request, response),
  )
  router.post('/sessions', begin(parts, 'sessions'), guard, (request, response) =>
    create(parts, request, response),
  )
  router.get('/sessions/:id', begin(parts, 'session'), guard, (request, response) => {
    const session = parts.sessions.find(String(request.params['id']), callerOf(response).clientId)
    if (!session) return sendError(response, 404, { error: 'SESSION_DOES_NOT_EXIST' })
    if (!requireOpen(parts, session, response)) return
    response.json(describe(parts, session))
  })
  router.delete('/sessions/:id', begin(parts, 'session'), guard, (request, response) => {
    const session = parts.sessions.find(String(request.params['id']), callerOf(response).clientId)
    if (!session) return sendError(response, 404, { error: 'SESSION_DOES_NOT_EXIST' })
    if (!requireOpen(parts, session, response)) return
    parts.sessions.close(session)
    response.json({ message: 'OK' })
  })
}

function sendBanks({ query }: Request, response: Response): void {
  const wanted = query['country']
  const listed = banksBehind.filter((one) => wanted === undefined || one.country === wanted)
  response.json({ aspsps: listed.map(toAspsp) })
}

function toAspsp(behind: BankBehind) {
  const { name, country: where, beta, bic, psuHeaders } = behind
  const method = { name: null, title: 'BankID', psu_type: 'personal', credentials: null }
  return {
    name,
    country: where,
    logo: `https://enablebanking.com/brands/${where}/${encodeURIComponent(name)}/`,
    psu_types: ['personal'],
    auth_methods: [{ ...method, approach: 'REDIRECT', hidden_method: false }],
    maximum_consent_validity: secondsOf(behind),
    sandbox: null,
    beta,
    bic,
    required_psu_headers: psuHeaders,
    payments: null,
    group: null,
  }
}

const startShape = v.object({
  access: v.object({
    balances: v.literal(true),
    transactions: v.literal(true),
    valid_until: v.string(),
  }),
  aspsp: v.object({ name: v.string(), country }),
  state: v.pipe(v.string(), v.nonEmpty()),
  redirect_url: v.pipe(v.string(), v.url()),
  psu_type: v.literal('personal'),
})

function start({ kit, sessions }: ServiceParts, request: Request, response: Response): void {
  const read = v.safeParse(startShape, request.body)
  if (!read.success) return sendError(response, 422, { error: 'WRONG_REQUEST_PARAMETERS' })
  const { access, aspsp, state, redirect_url: redirectUrl } = read.output
  const behind = findBehind(aspsp.country, aspsp.name)
  if (!behind) return sendError(response, 422, { error: 'WRONG_ASPSP_PROVIDED' })
  // Registered in the Control Panel: whatever host, but this very page.
  if (!new URL(redirectUrl).pathname.endsWith('/connect/enablebanking/callback'))
    return sendError(response, 422, { error: 'REDIRECT_URI_NOT_ALLOWED' })
  if (behind.psuHeaders.length > 0 && !hasPsuHeaders(request))
    return sendError(response, 422, { error: 'PSU_HEADER_NOT_PROVIDED' })
  const { clientId, issuedAtMs } = callerOf(response)
  const validUntil = Date.parse(access.valid_until)
  const latest = Math.max(kit.now(), issuedAtMs) + secondsOf(behind) * 1000
  if (!(validUntil <= latest))
    return sendError(response, 422, {
      error: 'WRONG_REQUEST_PARAMETERS',
      message: `ASPSP does not support consent validity more than ${secondsOf(behind)} seconds in the future`,
    })
  const { id } = sessions.authorize({ clientId, ...aspsp, validUntil, state, redirectUrl })
  const isWrong = kit.faults.take(BANK, 'auth', ['wrong_shape']) !== undefined
  const url = isWrong ? 'javascript:alert(1)' : `${kit.origin}/login/${id}`
  response.json({ url, authorization_id: id, psu_id_hash: 'none' })
}

function hasPsuHeaders({ headers }: Request): boolean {
  return headers['psu-ip-address'] !== undefined && headers['psu-user-agent'] !== undefined
}

function create(parts: ServiceParts, request: Request, response: Response): void {
  const { code } = v.parse(v.object({ code: v.optional(v.string(), '') }), request.body)
  const session = parts.sessions.redeem(code, callerOf(response).clientId)
  if (!session) return sendError(response, 422, { error: 'WRONG_AUTHORIZATION_CODE' })
  const accounts = accountsOf(parts, session).map((one) => ({
    ...toDetails(parts.kit.world, one),
    ...toNames(session, one),
  }))
  const { status: _, accounts: __, accounts_data: ___, ...described } = describe(parts, session)
  response.json({ session_id: session.id, accounts, ...described })
}

function describe(parts: ServiceParts, session: Session) {
  const accounts = accountsOf(parts, session).map((one) => toNames(session, one))
  const { country: where, name } = session
  return {
    status: parts.sessions.statusOf(session),
    accounts: accounts.map(({ uid }) => uid),
    accounts_data: accounts,
    aspsp: { name, country: where },
    psu_type: 'personal',
    psu_id_hash: 'none',
    access: {
      accounts: null,
      balances: true,
      transactions: true,
      valid_until: new Date(session.validUntil).toISOString(),
    },
  }
}

function accountsOf({ kit }: ServiceParts, session: Session) {
  return accountsAt(kit.world, behindOf(session), session.person)
}

function toNames(session: Session, one: ReturnType<typeof accountsOf>[number]) {
  const hash = hashOf(session.clientId, one)
  return {
    uid: uidOf(session.id, one),
    identification_hash: hash,
    identification_hashes: [hash],
  }
}
