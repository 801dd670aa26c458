import { randomBytes } from 'node:crypto'
import { Router } from 'express'
import type { Request, Response } from 'express'
import type { Grants } from '../../kit/grants.ts'
import { operation } from '../../kit/faults.ts'
import { escapeHtml, renderBankPage } from '../../kit/page.ts'
import type { SandboxClient, SandboxKit } from '../../kit/sandboxBank.ts'
import type { Person, PersonId } from '../../world/world.ts'
import type { SebSwitches } from './switches.ts'

interface AuthorizeRequest {
  readonly clientId: string
  readonly redirectUri: string
  readonly state: string | null
  readonly scope: string
  readonly challenge: string | null
  person: PersonId | null
}

interface AuthorizeOptions {
  readonly kit: SandboxKit
  readonly grants: Grants
  readonly clients: readonly SandboxClient[]
  readonly switches: SebSwitches
}

const SCOPES = ['psd2_accounts', 'psd2_payments']

/** SEB's own pages of the redirect grant: who are you, and may they. */
export function createAuthorize(options: AuthorizeOptions): Router {
  const { kit, grants } = options
  const requests = new Map<string, AuthorizeRequest>()
  const router = Router()
  const step = (name: string) => operation({ bank: 'seb', ...kit }, name)

  router.get('/authorize', step('authorize'), (request, response) => {
    const wrong = findWrong(request, options)
    if (wrong !== null)
      return void sendPage(response.status(400), 'Cannot continue', paragraph(wrong))
    const asked = readRequest(request)
    if (!asked.scope.split(' ').every((scope) => SCOPES.includes(scope))) {
      return void leave(response, asked, { error: 'invalid_scope' })
    }
    const id = randomBytes(16).toString('base64url')
    requests.set(id, asked)
    sendPage(response, 'Log in', loginForm(id, kit.world.people))
  })

  router.post('/login', step('login'), (request, response) => {
    const asked = requests.get(fieldOf(request, 'request'))
    if (!asked) return void sendGone(response)
    const number = fieldOf(request, 'identityNumber').replace(/\s/g, '')
    const person = kit.world.people.find(({ identityNumber }) => identityNumber === number)
    if (!person) {
      const form = loginForm(fieldOf(request, 'request'), kit.world.people)
      return void sendPage(
        response.status(400),
        'Log in',
        paragraph('Nobody has that number.') + form,
      )
    }
    asked.person = person.id
    sendPage(response, 'Approve', approveForm(fieldOf(request, 'request'), { person, asked }))
  })

  router.post('/approve', step('approve'), (request, response) => {
    const id = fieldOf(request, 'request')
    const asked = requests.get(id)
    if (!asked || asked.person === null) return void sendGone(response)
    requests.delete(id)
    if (fieldOf(request, 'decision') !== 'approve') {
      return void leave(response, asked, { error: 'access_denied' })
    }
    leave(response, asked, { code: grants.issueCode({ ...asked, person: asked.person }) })
  })
  return router
}

/** Wrong client or address: the person stays here, since nobody may be sent to an address that is not trusted. */
function findWrong(request: Request, { clients, switches }: AuthorizeOptions): string | null {
  const clientId = queryOf(request, 'client_id')
  if (!clients.some(({ id }) => id === clientId)) return 'The application is not known.'
  if (!/^https?:\/\/[^#]+$/.test(queryOf(request, 'redirect_uri')))
    return 'The address to return to is not valid.'
  if (queryOf(request, 'response_type') !== 'code') return 'Only response_type=code is offered.'
  const hasChallenge = queryOf(request, 'code_challenge') !== ''
  if (hasChallenge && switches.refusesPkce) return 'Unknown parameter code_challenge.'
  if (hasChallenge && queryOf(request, 'code_challenge_method') !== 'S256')
    return 'Only S256 is offered.'
  return null
}

function readRequest(request: Request): AuthorizeRequest {
  return {
    clientId: queryOf(request, 'client_id'),
    redirectUri: queryOf(request, 'redirect_uri'),
    state: queryOf(request, 'state') || null,
    scope: queryOf(request, 'scope'),
    challenge: queryOf(request, 'code_challenge') || null,
    person: null,
  }
}

function leave(
  response: Response,
  { redirectUri, state }: AuthorizeRequest,
  answer: Record<string, string>,
): void {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  if (state !== null) url.searchParams.set('state', state)
  response.redirect(303, url.href)
}

function loginForm(id: string, people: readonly Person[]): string {
  const buttons = people.map(
    ({ name, identityNumber }) =>
      `<button name="identityNumber" value="${escapeHtml(identityNumber)}">${escapeHtml(name)} · ${escapeHtml(identityNumber)}</button>`,
  )
  return `<p>Choose a sandbox identity, or enter its number.</p>
<form method="post" action="login">${hidden(id)}${buttons.join('')}</form>
<form method="post" action="login" style="margin-top:32px">${hidden(id)}
<label for="number">Sandbox Identity Number</label>
<input id="number" name="identityNumber" inputmode="numeric" autocomplete="off" required style="font:inherit;padding:10px">
<button class="primary">Log in</button></form>`
}

function approveForm(
  id: string,
  { person, asked }: { person: Person; asked: AuthorizeRequest },
): string {
  const paying = asked.scope.split(' ').includes('psd2_payments')
    ? '<p>It also wants to prepare payments from them. You sign each one with BankID.</p>'
    : ''
  return `<p>${escapeHtml(person.name)}, the application wants to read all your payment accounts: balances and transactions.</p>${paying}
<form method="post" action="approve">${hidden(id)}
<button class="primary" name="decision" value="approve">Approve</button>
<button name="decision" value="refuse">Refuse</button></form>`
}

function hidden(id: string): string {
  return `<input type="hidden" name="request" value="${escapeHtml(id)}">`
}

function paragraph(text: string): string {
  return `<p role="alert">${escapeHtml(text)}</p>`
}

function sendGone(response: Response): void {
  sendPage(
    response.status(400),
    'Cannot continue',
    paragraph('This log-in is over. Start again from the application.'),
  )
}

function sendPage(response: Response, title: string, body: string): void {
  response.type('html').send(renderBankPage({ bankName: 'SEB', title, colour: '#2c6b2f', body }))
}

function queryOf(request: Request, name: string): string {
  const value = request.query[name]
  return typeof value === 'string' ? value : ''
}

function fieldOf(request: Request, name: string): string {
  const value: unknown = request.body?.[name]
  return typeof value === 'string' ? value : ''
}
