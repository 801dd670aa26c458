import { randomBytes } from 'node:crypto'
import { Router } from 'express'
import type { Request, Response } from 'express'
import type { PersonId } from '../../world/world.ts'
import { alliance } from './alliance.ts'
import { approvePage, choosePage, gonePage, loginPage, wrongPage } from './pages.ts'
import { step } from './parts.ts'
import type { Parts } from './parts.ts'

interface Asked {
  readonly clientId: string
  readonly redirectUri: string
  readonly state: string
  readonly challenge: string | null
  readonly scope: string
  finInst: string
  person: PersonId | null
}

/** Bank chooser, BankID and approval. What is asked stays on this side; the pages carry only its number. */
export function createAuthorize(parts: Parts): Router {
  const { kit, grants } = parts
  const open = new Map<string, Asked>()
  const router = Router()

  router.get('/authorize', step(parts, 'authorize'), (request, response) => {
    const untrusted = findUntrusted(request, parts)
    if (untrusted !== null) return void response.status(400).type('html').send(wrongPage(untrusted))
    const asked = readAsked(request)
    const error = findError(request)
    if (error !== null) return void leave(response, asked, { error })
    const id = randomBytes(16).toString('base64url')
    open.set(id, asked)
    response
      .type('html')
      .send(asked.finInst === '' ? choosePage(id) : loginPage(id, asked, kit.world))
  })

  router.post('/bank', step(parts, 'authorize'), (request, response) => {
    const { id, asked } = findOpen(open, request)
    const finInst = fieldOf(request, 'finInst')
    if (!asked || !alliance.has(finInst))
      return void response.status(400).type('html').send(gonePage())
    asked.finInst = finInst
    response.type('html').send(loginPage(id, asked, kit.world))
  })

  router.post('/login', step(parts, 'authorize'), (request, response) => {
    const { id, asked } = findOpen(open, request)
    const person = kit.world.people.find((one) => one.id === fieldOf(request, 'person'))
    if (!asked || !person) return void response.status(400).type('html').send(gonePage())
    asked.person = person.id
    response.type('html').send(approvePage(id, asked, person))
  })

  router.post('/decision', step(parts, 'authorize'), (request, response) => {
    const { id, asked } = findOpen(open, request)
    if (!asked?.person) return void response.status(400).type('html').send(gonePage())
    open.delete(id)
    if (fieldOf(request, 'decision') !== 'approve') {
      return void leave(response, asked, { error: 'access_denied' })
    }
    leave(response, asked, { code: grants.issueCode({ ...asked, person: asked.person }) })
  })
  return router
}

/** Nobody is sent to an address that the client has not registered, letter by letter. */
function findUntrusted(request: Request, { clients, switches }: Parts): string | null {
  const clientId = queryOf(request, 'client_id')
  if (!clients.some(({ id }) => id === clientId)) return 'The application is not known.'
  const uri = queryOf(request, 'redirect_uri')
  const isRegistered =
    switches.redirectUris?.includes(uri) ??
    /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/[\w.~-]+)*\/connect\/sparebank1\/callback$/.test(
      uri,
    )
  return isRegistered ? null : 'The address to return to is not registered.'
}

const appScopes = ['openid', 'accounts', 'transactions', 'transfer']

/** PKCE is optional. A scope that the app lacks and a wrong `finInst` are both refused as access_denied. */
function findError(request: Request): string | null {
  if (queryOf(request, 'response_type') !== 'code') return 'unsupported_response_type'
  if (queryOf(request, 'state') === '') return 'invalid_request'
  const hasChallenge = queryOf(request, 'code_challenge') !== ''
  if (hasChallenge && queryOf(request, 'code_challenge_method') !== 'S256') return 'invalid_request'
  const finInst = queryOf(request, 'finInst')
  if (finInst !== '' && !alliance.has(finInst)) return 'access_denied'
  const scopes = queryOf(request, 'scope').split(' ').filter(Boolean)
  return scopes.every((scope) => appScopes.includes(scope)) ? null : 'access_denied'
}

function readAsked(request: Request): Asked {
  return {
    clientId: queryOf(request, 'client_id'),
    redirectUri: queryOf(request, 'redirect_uri'),
    state: queryOf(request, 'state'),
    challenge: queryOf(request, 'code_challenge') || null,
    scope: queryOf(request, 'scope'),
    finInst: queryOf(request, 'finInst'),
    person: null,
  }
}

function findOpen(
  open: ReadonlyMap<string, Asked>,
  request: Request,
): { id: string; asked: Asked | undefined } {
  const id = fieldOf(request, 'request')
  return { id, asked: open.get(id) }
}

function leave(
  response: Response,
  { redirectUri, state }: Asked,
  answer: Record<string, string>,
): void {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  if (state !== '') url.searchParams.set('state', state)
  response.redirect(303, url.href)
}

function queryOf(request: Request, name: string): string {
  const value = request.query[name]
  return typeof value === 'string' ? value : ''
}

function fieldOf(request: Request, name: string): string {
  const value: unknown = request.body?.[name]
  return typeof value === 'string' ? value : ''
}
