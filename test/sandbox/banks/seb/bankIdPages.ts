import express, { Router } from 'express'
import type { Request, Response } from 'express'
import { operation } from '../../kit/faults.ts'
import { escapeHtml, renderBankPage } from '../../kit/page.ts'
import type { SandboxKit } from '../../kit/sandboxBank.ts'
import type { BankId } from './bankId.ts'
import { toAmountText } from './paymentBodies.ts'
import type { SigningOrder, SigningOrders } from './signingOrders.ts'

interface PageOptions {
  readonly kit: SandboxKit
  readonly bankId: BankId
  readonly orders: SigningOrders
}

/** The BankID app as pages: what waits to be signed, by a link, by a code, or from the list; and SEB's second step. */
export function createBankIdPages({ kit, bankId, orders }: PageOptions): Router {
  const router = Router()
  router.use(express.urlencoded({ extended: false, limit: '16kb' }))
  const step = (name: string) => operation({ bank: 'seb', ...kit }, name)
  const findWaiting = (token: string) =>
    bankId.find(token) ? orders.findByToken(token) : undefined

  router.get('/bankid', step('bankId'), (request, response) => {
    const token = queryOf(request, 'autostarttoken')
    if (token === '') return sendBankId(response, 'Your signatures', renderList(kit, orders))
    const order = findWaiting(token)
    sendBankId(response, 'Sign', order ? renderOrder(kit, order) : gone)
  })
  router.post('/bankid/scan', step('bankIdScan'), (request, response) => {
    const scanned = bankId.scan(fieldOf(request, 'code'))
    const order = scanned && findWaiting(scanned.token)
    sendBankId(response, 'Sign', order ? renderOrder(kit, order) : gone)
  })
  router.post('/bankid/decide', step('bankIdDecide'), (request, response) => {
    const order = findWaiting(fieldOf(request, 'token'))
    if (!order) return sendBankId(response, 'Sign', gone)
    const decision = fieldOf(request, 'decision') === 'approve' ? 'signed' : 'refused'
    orders.decide(order, decision)
    const said = decision === 'signed' ? 'Signed.' : 'Refused. Nothing was signed.'
    sendBankId(response, 'Done', `<p role="status">${said} Go back to where you came from.</p>`)
  })
  router.get('/second-step', step('secondStep'), (request, response) => {
    const id = escapeHtml(queryOf(request, 'authorisationId'))
    sendPage(response, {
      bankName: 'SEB',
      title: 'One more step',
      body: `<p>SEB wants to be sure that it is you.</p>
<form method="post" action="second-step"><input type="hidden" name="id" value="${id}">
<button class="primary">It is me</button></form>`,
    })
  })
  router.post('/second-step', step('secondStepDone'), (request, response) => {
    const id = fieldOf(request, 'id')
    const order = kit.world.people.map((person) => orders.find(id, person.id)).find(Boolean)
    if (order) orders.finishSecondStep(order)
    sendPage(response, {
      bankName: 'SEB',
      title: 'Done',
      body: '<p role="status">Thank you. Go back to where you came from.</p>',
    })
  })
  return router
}

const gone = '<p role="alert">There is nothing to sign here, or not any more.</p>'

function renderList(kit: SandboxKit, orders: SigningOrders): string {
  const waiting = orders.waiting().map((order) => renderOrder(kit, order))
  const list = waiting.length > 0 ? waiting.join('<hr>') : '<p>Nothing waits for you.</p>'
  return `${list}
<form method="post" action="bankid/scan" style="margin-top:32px">
<label for="code">The text of a QR code</label>
<input id="code" name="code" autocomplete="off" required style="font:inherit;padding:10px">
<button>Scan</button></form>`
}

/** What is signed, as the app shows it. */
function renderOrder({ world, origin }: SandboxKit, { payment, bankId }: SigningOrder): string {
  const accounts = world.accountsOf(payment.person, 'seb')
  const nameOf = (id: string) => {
    const account = accounts.find((one) => one.id === id)
    return `${account?.name ?? ''} ${account?.number ?? ''}`
  }
  const name = world.people.find(({ id }) => id === payment.person)?.name ?? ''
  const lines = [
    ['Who', name],
    ['Amount', `${toAmountText(payment.amountMinor)} SEK`],
    ['From', nameOf(payment.from)],
    ['To', nameOf(payment.to)],
    ['Day', payment.day],
    ['Message', payment.message ?? 'none'],
  ]
  const facts = lines.map(
    ([label = '', value = '']) => `<dt>${label}</dt><dd>${escapeHtml(value)}</dd>`,
  )
  return `<dl>${facts.join('')}</dl>
<form method="post" action="${escapeHtml(origin)}/bankid/decide">
<input type="hidden" name="token" value="${escapeHtml(bankId?.token ?? '')}">
<button class="primary" name="decision" value="approve">Approve</button>
<button name="decision" value="refuse">Refuse</button></form>`
}

function sendBankId(response: Response, title: string, body: string): void {
  sendPage(response, { bankName: 'BankID', title, body })
}

function sendPage(
  response: Response,
  page: { bankName: string; title: string; body: string },
): void {
  response.type('html').send(renderBankPage({ ...page, colour: '#193e4f' }))
}

function queryOf(request: Request, name: string): string {
  const value = request.query[name]
  return typeof value === 'string' ? value : ''
}

function fieldOf(request: Request, name: string): string {
  const value: unknown = request.body?.[name]
  return typeof value === 'string' ? value : ''
}
