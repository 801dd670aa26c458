import { localDateIn, toLocalDate } from '@skrin/shared/dates'
import type { Request, RequestHandler, Response, Router } from 'express'
import { nextBankingDay } from '../../world/bankingDays.ts'
import { accountsOf } from './accountRoutes.ts'
import { createConsentGuard, createTokenGuard, visitOf } from './guard.ts'
import { BANK, ZONE, begin } from './parts.ts'
import type { AritmaParts } from './parts.ts'
import { readPayment, toPaymentBody } from './paymentBodies.ts'
import type { WantedPayment } from './paymentBodies.ts'
import { findEnds, findRefusal } from './paymentRefusal.ts'
import type { Payment } from './payments.ts'
import { sendProblem } from './problems.ts'

/** Where the service is a parameter, the reference writes `bulkPayments`; samples of events write it as in the other paths. */
const service = '/:service'
const services = ['bulkPayments', 'bulk-payments']

/** Payments, for whoever has the scope, a consent, and a person there. */
export function addPaymentRoutes(router: Router, parts: AritmaParts): void {
  const steps = (name: string) => [
    begin(parts, name),
    createTokenGuard(parts, ['api']),
    createConsentGuard(parts, name),
    requirePerson,
  ]
  const one = '/creditTransfer/:paymentId'
  router.post('/bulk-payments/creditTransfer', ...steps('payments'), createPayment(parts))
  router.get(`/bulk-payments${one}`, ...steps('payment'), withPayment(parts, sendPayment))
  router.post(
    `${service}${one}/authorizations`,
    ...steps('authorizations'),
    withPayment(parts, sendAuthorization),
  )
  router.delete(`${service}${one}`, ...steps('cancelPayment'), withPayment(parts, sendCancelled))
}

/** That it is required here is this sandbox's choice: nobody pays without being there. */
const requirePerson: RequestHandler = (request, response, next) => {
  if (request.headers['psu-ip-address'] !== undefined) return next()
  sendProblem(response, 400, 'PSU-IP-Address is required')
}

function createPayment(parts: AritmaParts): RequestHandler {
  /** First answers by Idempotency-Key; how short the “short timespan” is, is not told. */
  const replayed = new Map<string, object>()
  return (request, response) => {
    const key = request.headers['idempotency-key']
    const before = typeof key === 'string' ? replayed.get(key) : undefined
    if (before) return void response.set('Idempotent-Replayed', 'true').json(before)
    const wanted = readPayment(request.body, parts.kit.now())
    if (typeof wanted === 'string') return sendProblem(response, 400, wanted)
    const body = toPaymentBody(parts, order(parts, wanted, response))
    if (typeof key === 'string') replayed.set(key, body)
    const isWrong = parts.kit.faults.take(BANK, 'payments', ['wrong_shape']) !== undefined
    response.status(201).json(isWrong ? {} : body)
  }
}

function order(parts: AritmaParts, wanted: WantedPayment, response: Response): Payment {
  const { kit, payments, switches } = parts
  const ends = findEnds(parts, wanted, accountsOf(parts, response))
  const fault = kit.faults.take(BANK, 'payments', ['refuse'])
  const code = fault ? String(fault.value ?? 'MS03') : findRefusal(parts, wanted, ends)
  const { amountMinor, currency, message } = wanted
  const { consentId } = visitOf(response)
  const { from, to } = ends
  const accounts = { from: from?.id ?? '', to: to?.id ?? '' }
  const day = toDay(parts, wanted)
  const wish = { consentId, ...accounts, amountMinor, currency, day, message }
  const created = payments.create(wish, code)
  if (switches.exemptsOwnAccounts === 'atCreation') payments.approve(created)
  return created
}

/** The fault `moved_day` puts it off. */
function toDay({ kit }: AritmaParts, { day }: WantedPayment) {
  const fault = kit.faults.take(BANK, 'payments', ['moved_day'])
  if (!fault) return day
  const today = localDateIn(ZONE, kit.now())
  return toLocalDate(String(fault.value)) ?? nextBankingDay(day > today ? day : today, 'NO')
}

interface PaymentRequest {
  readonly parts: AritmaParts
  readonly found: Payment
  readonly request: Request
}

function withPayment(
  parts: AritmaParts,
  handler: (visit: PaymentRequest, response: Response) => void,
): RequestHandler {
  return (request, response, next) => {
    const { service: wanted = services[0], paymentId } = request.params
    if (!services.includes(String(wanted))) return next()
    const found = parts.payments.find(String(paymentId))
    if (found?.consentId !== visitOf(response).consentId)
      return sendProblem(response, 404, 'Payment not found')
    handler({ parts, found, request }, response)
  }
}

/** The fault `wrong_shape` makes a state that there is none of. */
function sendPayment({ parts, found }: PaymentRequest, response: Response): void {
  const body = toPaymentBody(parts, found)
  const isWrong = parts.kit.faults.take(BANK, 'payment', ['wrong_shape']) !== undefined
  response.json(isWrong ? { ...body, transactionStatus: 'perhaps' } : body)
}

/** The fault `wrong_shape` makes an address that no browser may be sent to. */
function sendAuthorization({ parts, found, request }: PaymentRequest, response: Response): void {
  const { kit, payments, switches } = parts
  const returnUrl = request.headers['tpp-redirect-uri']
  const begun = payments.begin(found, typeof returnUrl === 'string' ? returnUrl : null)
  if (!begun) return sendProblem(response, 409, 'Nothing to approve')
  const { id: authorizationId, link } = begun
  response.status(201)
  if (switches.exemptsOwnAccounts === 'atAuthorization') {
    payments.approve(found)
    return void response.json({ scaStatus: 'exempted', authorizationId, _links: {} })
  }
  const isWrong = kit.faults.take(BANK, 'authorizations', ['wrong_shape']) !== undefined
  const href = isWrong ? 'javascript:alert(1)' : `${kit.origin}/approve/p/${link}`
  response.json({ scaStatus: 'started', authorizationId, _links: { scaRedirect: { href } } })
}

function sendCancelled({ parts, found }: PaymentRequest, response: Response): void {
  if (!parts.payments.cancel(found)) return sendProblem(response, 409, 'Too late')
  response.status(202).json({ paymentId: found.id, transactionStatus: 'canc' })
}
