import { randomBytes } from 'node:crypto'
import express, { Router } from 'express'
import type { Response } from 'express'
import { escapeHtml } from '../../kit/page.ts'
import { toAmount } from './accountBodies.ts'
import { fieldOf, renderForm, sendGone, sendPage } from './bankPage.ts'
import { BANK, begin } from './parts.ts'
import type { AritmaParts } from './parts.ts'
import type { Authorization, Payment } from './payments.ts'

interface Visit {
  readonly begun: Authorization
  readonly found: Payment
}

/** Where a person approves a payment, refuses it, or leaves it for later. The link to it opens once. */
export function createApprovalPage(parts: AritmaParts): Router {
  const { payments } = parts
  /** Pages that are open in a browser, by what their forms carry. */
  const visits = new Map<string, Visit>()
  const router = Router()
  router.use(express.urlencoded({ extended: false, limit: '16kb' }))

  router.get('/p/:link', begin(parts, 'approvalPage'), (request, response) => {
    const visit = payments.open(String(request.params['link']))
    if (!visit) return sendGone(response)
    const name = randomBytes(16).toString('base64url')
    visits.set(name, visit)
    sendPage(response, 'Approve a payment', decisionForm(parts, name, visit.found))
  })

  router.post('/decision', begin(parts, 'approvalPage'), (request, response) => {
    const name = fieldOf(request, 'visit')
    const visit = visits.get(name)
    if (!visit) return sendGone(response)
    visits.delete(name)
    decide(parts, visit.found, fieldOf(request, 'decision'))
    leave(response, visit.begun)
  })
  return router
}

/** The fault `refuse` is the bank's no after the person's yes. Anything but a yes or a no leaves the payment waiting. */
function decide({ kit, payments }: AritmaParts, found: Payment, decision: string): void {
  if (decision === 'refuse') return payments.refuse(found, 'CUST')
  if (decision !== 'approve') return
  const fault = kit.faults.take(BANK, 'approvalPage', ['refuse'])
  if (fault) payments.refuse(found, String(fault.value ?? 'MS03'))
  else payments.approve(found)
}

function leave(response: Response, { returnUrl }: Authorization): void {
  if (returnUrl !== null) return response.redirect(303, returnUrl)
  sendPage(response, 'Thank you', '<p>You can close this page.</p>')
}

function decisionForm({ kit }: AritmaParts, visit: string, found: Payment): string {
  const { currency, amount } = toAmount(found.amountMinor, found.currency)
  const [from, to] = [found.from, found.to].map((account) => numberOf(kit, account))
  const what = `${currency} ${amount} from ${from} to ${to} on ${found.day}`
  const body = `<button class="primary" name="decision" value="approve">Approve</button>
<button name="decision" value="refuse">Refuse</button>
<button name="decision" value="later">Leave it for later</button>`
  return `<p>${escapeHtml(what)}</p><p>Your bank would ask for BankID here.</p>
${renderForm(`${kit.origin}/approve/decision`, { visit, body })}`
}

function numberOf({ world }: AritmaParts['kit'], account: string): string {
  const all = world.people.flatMap(({ id }) => world.accountsOf(id, BANK))
  return all.find(({ id }) => id === account)?.number ?? ''
}
