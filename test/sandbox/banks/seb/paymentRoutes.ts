import express, { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import { toLocalDate } from '@skrin/shared/dates'
import type { LocalDate } from '@skrin/shared/brand'
import { operation } from '../../kit/faults.ts'
import { nextBankingDay } from '../../world/bankingDays.ts'
import { createGuard, personOf, requirePayments, requirePerson } from './guard.ts'
import type { GuardOptions } from './guard.ts'
import { toPaymentBody, toStatusBody } from './paymentBodies.ts'
import { OWN_TRANSFERS } from './payments.ts'
import type { Payment, Payments } from './payments.ts'
import { sendBadInput, sendProblem } from './problems.ts'
import { isWrong, readPayment } from './readPayment.ts'
import type { SigningOrders } from './signingOrders.ts'

export interface PaymentOptions extends GuardOptions {
  readonly payments: Payments
  readonly orders: SigningOrders
}

/** Payment Initiation, private v1: own transfers only. */
export function createPaymentRoutes(options: PaymentOptions): Router {
  const { kit, payments, orders } = options
  const router = Router()
  router.use(express.json({ limit: '16kb' }))
  const step = (name: string): RequestHandler[] => [
    operation({ bank: 'seb', ...kit }, name),
    createGuard(options, name),
    requirePayments(options.grants),
  ]

  router.patch('/payments/mock/resetall', ...step('resetall'), (_request, response) => {
    payments.reset()
    orders.reset()
    response.json({ resultMessage: 'All mock payments are gone' })
  })
  router.post(
    '/payments/:product',
    ...step('payment'),
    requirePerson,
    requireProduct,
    createPayment(options),
  )
  router.get(
    '/payments/:product/:paymentId',
    ...step('paymentDetails'),
    requireProduct,
    withPayment(payments, (payment, response) => {
      response.json(toPaymentBody(payment, kit.world))
    }),
  )
  router.get(
    '/payments/:product/:paymentId/status',
    ...step('paymentStatus'),
    requireProduct,
    withPayment(payments, (payment, response) => {
      reject(options, 'paymentStatus', payment)
      response.json(toStatusBody(payment, payments))
    }),
  )
  router.delete(
    '/payments/:product/:paymentId',
    ...step('callingOff'),
    requireProduct,
    withPayment(payments, (payment, response) => callOff(options, payment, response)),
  )
  return router
}

function createPayment({ kit, payments }: PaymentOptions): RequestHandler {
  return (request, response) => {
    const refusal = kit.faults.take('seb', 'payment', ['refuse'])
    if (refusal) return sendBadInput(response, String(refusal.value), 'As asked for')
    const [world, person, today] = [kit.world, personOf(response), payments.today()]
    const read = readPayment(request.body, { world, person, today })
    if (isWrong(read)) return sendBadInput(response, ...read)
    const moved = kit.faults.take('seb', 'payment', ['moved_day'])
    const payment = payments.add(moved ? { ...read, day: toMovedDay(moved.value, today) } : read)
    if (kit.faults.take('seb', 'payment', ['wrong_shape']))
      return void response.status(201).json({ transactionStatus: 'RCVD' })
    const path = `/payments/${OWN_TRANSFERS}/${payment.id}`
    response
      .status(201)
      .location(path)
      .json({
        paymentId: payment.id,
        transactionStatus: payments.statusOf(payment),
        ...toPaymentBody(payment, world),
      })
  }
}

function toMovedDay(value: unknown, today: LocalDate): LocalDate {
  return (typeof value === 'string' ? toLocalDate(value) : null) ?? nextBankingDay(today, 'SE')
}

/** Taken at first, and refused when SEB has looked at it. */
function reject({ kit }: PaymentOptions, name: string, payment: Payment): void {
  const refusal = kit.faults.take('seb', name, ['refuse'])
  if (refusal) payment.rejection = String(refusal.value)
}

/** Gone at once before it is signed; after that only asked for, and here never granted. */
function callOff({ payments, orders }: PaymentOptions, payment: Payment, response: Response): void {
  const status = payments.statusOf(payment)
  if (status === 'RCVD') {
    payment.isCancelled = true
    orders.abandon(payment)
    return void response.status(204).end()
  }
  if (status !== 'ACTC')
    return sendProblem(response, 'CANCELLATION_INVALID', 'Attempting to delete an ended payment')
  const href = `/payments/${OWN_TRANSFERS}/${payment.id}/status`
  response.status(202).json({ transactionStatus: status, _links: { status: { href } } })
}

const requireProduct: RequestHandler = (request, response, next) => {
  if (request.params['product'] === OWN_TRANSFERS) return next()
  sendProblem(response, 'PRODUCT_UNKNOWN', 'Only transfers between own accounts here')
}

function withPayment(
  payments: Payments,
  handler: (payment: Payment, response: Response) => void,
): RequestHandler {
  return (request: Request, response) => {
    const payment = payments.find(String(request.params['paymentId']), personOf(response).id)
    if (!payment) return sendProblem(response, 'RESOURCE_UNKNOWN', 'Payment not found')
    handler(payment, response)
  }
}
