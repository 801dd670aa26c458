import { urlencoded, Router } from 'express'
import type { Request, Response } from 'express'
import { escapeHtml, renderBankPage } from '../../kit/page.ts'
import type { PersonId } from '../../world/world.ts'
import { begin } from './parts.ts'
import type { ServiceParts } from './parts.ts'
import type { Authorization } from './sessions.ts'

/** The chosen bank's own page: who is there, and whether they approve. */
export function createLoginPage(parts: ServiceParts): Router {
  const { kit, sessions } = parts
  /** Who signed in, by authorization. */
  const people = new Map<string, PersonId>()
  const router = Router()
  router.use(urlencoded({ extended: false, limit: '16kb' }))

  router.get('/:id', begin(parts, 'login'), (request, response) => {
    const wish = sessions.findAuthorization(String(request.params['id']))
    if (!wish) return sendGone(response)
    sendPage(response, wish, { title: 'Who are you?', body: personForm(parts, wish) })
  })

  router.post('/:id/person', begin(parts, 'login'), (request, response) => {
    const wish = sessions.findAuthorization(String(request.params['id']))
    const person = kit.world.people.find(({ id }) => id === fieldOf(request, 'person'))
    if (!wish || !person) return sendGone(response)
    people.set(wish.id, person.id)
    sendPage(response, wish, { title: 'Give access', body: decisionForm(parts, wish) })
  })

  router.post('/:id/decision', begin(parts, 'login'), (request, response) => {
    const wish = sessions.findAuthorization(String(request.params['id']))
    const person = wish && people.get(wish.id)
    if (!wish || !person) return sendGone(response)
    people.delete(wish.id)
    const isApproved = fieldOf(request, 'decision') === 'approve'
    const said = isApproved
      ? { code: sessions.issueCode(wish, person) }
      : { error: 'access_denied', error_description: 'Cancelled by PSU' }
    sessions.drop(wish)
    const back = new URL(wish.redirectUrl)
    for (const [name, value] of Object.entries({ state: wish.state, ...said }))
      back.searchParams.set(name, value)
    response.redirect(303, back.href)
  })
  return router
}

function personForm({ kit }: ServiceParts, wish: Authorization): string {
  const buttons = kit.world.people.map(
    ({ id, name }) => `<button name="person" value="${id}">${escapeHtml(name)}</button>`,
  )
  return form({ kit }, wish, { action: 'person', body: buttons.join('') })
}

function decisionForm({ kit }: ServiceParts, wish: Authorization): string {
  const until = new Date(wish.validUntil).toISOString().slice(0, 10)
  const intro = `<p>Enable Banking wants to read your accounts for you until ${until}.</p>`
  const body =
    '<button class="primary" name="decision" value="approve">Approve</button>' +
    '<button name="decision" value="refuse">Refuse</button>'
  return intro + form({ kit }, wish, { action: 'decision', body })
}

function form(
  { kit }: Pick<ServiceParts, 'kit'>,
  { id }: Authorization,
  { action, body }: { action: string; body: string },
): string {
  return `<form method="post" action="${kit.origin}/login/${id}/${action}">${body}</form>`
}

function sendPage(
  response: Response,
  { name }: Authorization,
  { title, body }: { title: string; body: string },
): void {
  const page = { bankName: name, title, colour: '#1d3a5f', body }
  response.type('html').send(renderBankPage(page))
}

function sendGone(response: Response): void {
  const page = { bankName: 'Enable Banking', colour: '#1d3a5f', title: 'This page is over' }
  const body = '<p>Start again where you came from.</p>'
  response
    .status(410)
    .type('html')
    .send(renderBankPage({ ...page, body }))
}

function fieldOf(request: Request, name: string): string {
  const body: unknown = request.body
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : ''
  return typeof value === 'string' ? value : ''
}
