import express, { Router } from 'express'
import type { RequestHandler } from 'express'
import * as v from 'valibot'
import { operation } from '../../kit/faults.ts'
import type { BankId } from './bankId.ts'
import { createGuard, personOf, requirePayments, requirePerson } from './guard.ts'
import type { GuardOptions } from './guard.ts'
import { scaMethods } from './paymentBodies.ts'
import type { Payments } from './payments.ts'
import { sendSigningProblem } from './problems.ts'
import type { SigningOrder, SigningOrders } from './signingOrders.ts'
import type { SebSwitches } from './switches.ts'

export interface SigningOptions extends GuardOptions {
  readonly payments: Payments
  readonly orders: SigningOrders
  readonly bankId: BankId
  readonly switches: SebSwitches
}

const body = v.strictObject({
  authenticationMethodId: v.picklist(['bankIdQr', 'bankIdSameDevice']),
  orderIds: v.tuple([v.string()]),
})

/** Signing External 1.0.0. */
export function createSigningRoutes(options: SigningOptions): Router {
  const { kit, orders } = options
  const router = Router()
  router.use(express.json({ limit: '16kb' }))
  const step = (name: string): RequestHandler[] => [
    operation({ bank: 'seb', ...kit }, name),
    createGuard(options, name),
    requirePayments(options.grants),
  ]

  router.post('/signing-orders', ...step('signing'), requirePerson, begin(options))
  router.get('/signing-orders/:authorisationId', ...step('signingStatus'), (request, response) => {
    const order = orders.find(String(request.params['authorisationId']), personOf(response).id)
    if (!order)
      return sendSigningProblem(
        response,
        'RESOURCE_UNKNOWN',
        'The provided authorisationId is unknown',
      )
    const failure = kit.faults.take('seb', 'signingStatus', ['refuse'])
    if (failure) fail(order, String(failure.value))
    response.json(toBody(order, options))
  })
  return router
}

function begin(options: SigningOptions): RequestHandler {
  const { kit, payments, orders, switches } = options
  return (request, response) => {
    const refusal = kit.faults.take('seb', 'signing', ['refuse'])
    if (refusal) return sendSigningProblem(response, String(refusal.value), 'As asked for')
    const read = v.safeParse(body, request.body)
    if (!read.success)
      return sendSigningProblem(response, 'SCA_METHOD_UNKNOWN', 'An unsupported SCA method')
    const { authenticationMethodId, orderIds } = read.output
    const payment = payments.find(orderIds[0], personOf(response).id)
    if (!payment || !payments.canBeSigned(payment))
      return sendSigningProblem(response, 'RESOURCE_UNKNOWN', 'No such order to sign')
    const { secondStepFrom } = switches
    const needsSecondStep = secondStepFrom !== null && payment.amountMinor >= secondStepFrom
    const order = orders.begin(payment, authenticationMethodId, needsSecondStep)
    response.status(order.bankId === null ? 200 : 201).json(toBody(order, options))
  }
}

function fail(order: SigningOrder, code: string): void {
  order.failure = code
  if (order.bankId) order.bankId.outcome = 'displaced'
}

function toBody(order: SigningOrder, { bankId, switches, kit }: SigningOptions) {
  const { status, code } = toStatus(order, bankId)
  const isOpen = status === 'started' && order.bankId?.outcome === 'open'
  const hasQr = isOpen && order.method === 'bankIdQr'
  const hasToken = isOpen && (!hasQr || switches.tokenWithQr)
  return {
    authorisationId: order.id,
    scaStatus: status,
    scaMethod: {
      ...scaMethods.find(({ authenticationMethodId }) => authenticationMethodId === order.method),
      methodType: 'DECOUPLED',
    },
    ...(isOpen && { psuMessage: 'Öppna BankID-appen' }),
    ...(hasQr && order.bankId && { qrData: bankId.qrOf(order.bankId) }),
    ...(hasToken && { autoStartToken: order.bankId?.token }),
    orderIds: [order.payment.id],
    tppMessages: code === null ? [] : [{ category: 'ERROR', code, text: 'The signing has ended' }],
    _links:
      status === 'started' && !isOpen
        ? { scaRedirect: { href: `${kit.origin}/second-step?authorisationId=${order.id}` } }
        : {},
  }
}

function toStatus(
  order: SigningOrder,
  bankId: BankId,
): { status: 'started' | 'finalised' | 'failed'; code: string | null } {
  if (order.failure !== null) return { status: 'failed', code: order.failure }
  if (order.bankId === null) return { status: 'failed', code: 'ALREADY_IN_PROGRESS' }
  switch (bankId.stateOf(order.bankId)) {
    case 'open':
      return { status: 'started', code: null }
    case 'signed':
      return { status: order.needsSecondStep ? 'started' : 'finalised', code: null }
    // The notes say only "due to timeout or cancellation": BankID's own words, written as the one code that they show.
    case 'refused':
      return { status: 'failed', code: 'USER_CANCEL' }
    case 'displaced':
      return { status: 'failed', code: 'CANCELLED' }
    case 'expired':
      return { status: 'failed', code: 'EXPIRED_TRANSACTION' }
  }
}
