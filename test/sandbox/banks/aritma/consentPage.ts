import { randomBytes } from 'node:crypto'
import express, { Router } from 'express'
import type { Response } from 'express'
import { escapeHtml } from '../../kit/page.ts'
import { fieldOf, renderForm, sendGone, sendPage } from './bankPage.ts'
import { banks } from './banks.ts'
import type { Consent } from './consents.ts'
import { begin } from './parts.ts'
import type { AritmaParts } from './parts.ts'

/** Where a person chooses a bank, says who they are, and approves or refuses. The link to it opens once. */
export function createConsentPage(parts: AritmaParts): Router {
  const { kit, consents } = parts
  /** Consents that are open in a browser, by what its forms carry. */
  const visits = new Map<string, Consent>()
  const router = Router()
  router.use(express.urlencoded({ extended: false, limit: '16kb' }))

  router.get('/c/s/:link', begin(parts, 'consentPage'), (request, response) => {
    const consent = consents.openLink(String(request.params['link']))
    if (!consent) return sendGone(response)
    const visit = randomBytes(16).toString('base64url')
    visits.set(visit, consent)
    if (consent.bankId === null)
      return sendPage(response, 'Choose your bank', bankForm(parts, visit))
    sendPage(response, 'Who are you?', personForm(parts, visit))
  })

  router.post('/bank', begin(parts, 'consentPage'), (request, response) => {
    const consent = visits.get(fieldOf(request, 'visit'))
    const bank = banks.find(({ id }) => id === fieldOf(request, 'bank'))
    if (!consent || !bank) return sendGone(response)
    consent.bankId = bank.id
    sendPage(response, 'Who are you?', personForm(parts, fieldOf(request, 'visit')))
  })

  router.post('/person', begin(parts, 'consentPage'), (request, response) => {
    const consent = visits.get(fieldOf(request, 'visit'))
    const person = kit.world.people.find(({ id }) => id === fieldOf(request, 'person'))
    if (!consent || !person) return sendGone(response)
    consent.person = person.id
    sendPage(response, 'Give consent', decisionForm(parts, fieldOf(request, 'visit'), consent))
  })

  router.post('/decision', begin(parts, 'consentPage'), (request, response) => {
    const visit = fieldOf(request, 'visit')
    const consent = visits.get(visit)
    if (!consent || consent.person === null) return sendGone(response)
    visits.delete(visit)
    if (fieldOf(request, 'decision') === 'approve') return approve(response, consent)
    refuse(response, consent)
  })
  return router
}

/** Back to `success` with the state, or to a receipt where nobody is to be sent. */
function approve(response: Response, consent: Consent): void {
  consent.isApproved = true
  if (consent.success === null)
    return sendPage(response, 'Thank you', '<p>Your consent is given. You can close this page.</p>')
  const url = new URL(consent.success)
  if (consent.state !== null) url.searchParams.set('state', consent.state)
  response.redirect(303, url.href)
}

/** Which state a refused consent has is not documented. The address for errors is used as it was given. */
function refuse(response: Response, consent: Consent): void {
  consent.status = 'Revoked'
  if (consent.error === null)
    return sendPage(response, 'No consent', '<p>Nothing was opened. You can close this page.</p>')
  response.redirect(303, consent.error)
}

function bankForm(parts: AritmaParts, visit: string): string {
  const buttons = banks.map(
    ({ id, name }) => `<button name="bank" value="${escapeHtml(id)}">${escapeHtml(name)}</button>`,
  )
  return `<p>Which bank are your accounts at?</p>${form(parts, 'bank', { visit, body: buttons.join('') })}`
}

function personForm(parts: AritmaParts, visit: string): string {
  const buttons = parts.kit.world.people.map(
    ({ id, name }) =>
      `<button name="person" value="${escapeHtml(id)}">${escapeHtml(name)}</button>`,
  )
  return `<p>Your bank would ask for BankID here.</p>${form(parts, 'person', { visit, body: buttons.join('') })}`
}

function decisionForm(parts: AritmaParts, visit: string, { bankId, expiresAt }: Consent): string {
  const bank = banks.find(({ id }) => id === bankId)?.name ?? ''
  const until = new Date(expiresAt).toISOString().slice(0, 10)
  const body = `<button class="primary" name="decision" value="approve">Approve</button>
<button name="decision" value="refuse">Refuse</button>`
  return `<p>The application may read your accounts at ${escapeHtml(bank)}, their balances and transactions, until ${until}.</p>
${form(parts, 'decision', { visit, body })}`
}

function form(
  { kit }: AritmaParts,
  action: string,
  content: { visit: string; body: string },
): string {
  return renderForm(`${kit.origin}/consent/${action}`, content)
}
