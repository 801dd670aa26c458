import type { Request, Response, Router } from 'express'
import { transferOrderId } from '@skrin/shared/api/primitives'
import {
  transferDecision,
  transferLimitRequest,
  transferOrderRequest,
  transferOrdersQuery,
} from '@skrin/shared/api/transferOrders'
import type {
  TransferOptions,
  TransferOrderAnswer,
  TransferOrdersAnswer,
  TransferReview,
} from '@skrin/shared/api/transferOrders'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { presenceOf } from '../http/presence.ts'
import { cancelOrder } from '../transferOrders/cancelOrder.ts'
import { changeLimit } from '../transferOrders/changeLimit.ts'
import { checkOrder } from '../transferOrders/checkOrder.ts'
import { confirmOrder } from '../transferOrders/confirmOrder.ts'
import { decideOrder } from '../transferOrders/decideOrder.ts'
import { describeOptions } from '../transferOrders/describeOptions.ts'
import { lapseOrders } from '../transferOrders/lapseOrders.ts'
import { listOrders } from '../transferOrders/listOrders.ts'
import { readOrder } from '../transferOrders/readOrder.ts'
import { reviewOrder } from '../transferOrders/reviewOrder.ts'

/** Moving money between own accounts. The host's word comes before everything else: `movesMoney` in the table of routes. */
export function createTransferOrdersRouter(context: Context): Router {
  const router = createRouter()

  router.get('/transfer-orders/options', async (_request, response) => {
    const answer: TransferOptions = await describeOptions(context, memberOf(response).id)
    response.json(answer)
  })
  router.put('/transfer-orders/limit', async (request, response) => {
    const { limit } = parseRequest(transferLimitRequest, request.body)
    const member = memberOf(response)
    await changeLimit(context, member, limit)
    const answer: TransferOptions = await describeOptions(context, member.id)
    response.json(answer)
  })
  router.get('/transfer-orders', async (request, response) => {
    const { open } = parseRequest(transferOrdersQuery, request.query)
    const { id: member } = memberOf(response)
    await lapseOrders(context, member)
    const orders = await listOrders(context.db, member, { open: open === '1' })
    const answer: TransferOrdersAnswer = { orders }
    response.json(answer)
  })
  router.post('/transfer-orders', async (request, response) => {
    const wish = parseRequest(transferOrderRequest, request.body)
    const answer: TransferReview = await reviewOrder(context, memberOf(response).id, wish)
    response.status(201).json(answer)
  })
  addOrderRoutes(router, context)
  return router
}

function addOrderRoutes(router: Router, context: Context): void {
  router.get('/transfer-orders/:id', async (request, response) => {
    const { member, id } = readCaller(request, response)
    const answer: TransferOrderAnswer = await readOrder(context, member.id, id)
    response.json(answer)
  })
  router.post('/transfer-orders/:id/confirm', async (request, response) => {
    const order = await confirmOrder(context, readCaller(request, response))
    const answer: TransferOrderAnswer = { order }
    response.json(answer)
  })
  router.post('/transfer-orders/:id/check', async (request, response) => {
    const { member, ...asked } = readCaller(request, response)
    const order = await checkOrder(context, { ...asked, member: member.id })
    const answer: TransferOrderAnswer = { order }
    response.json(answer)
  })
  router.post('/transfer-orders/:id/decide', async (request, response) => {
    const { member, id } = readCaller(request, response)
    const { decision } = parseRequest(transferDecision, request.body)
    const order = await decideOrder(context, { member, id, decision })
    const answer: TransferOrderAnswer = { order }
    response.json(answer)
  })
  router.delete('/transfer-orders/:id', async (request, response) => {
    const order = await cancelOrder(context, readCaller(request, response))
    const answer: TransferOrderAnswer = { order }
    response.json(answer)
  })
}

function readCaller(request: Request, response: Response) {
  return {
    member: memberOf(response),
    id: parseRequest(transferOrderId, request.params['id']),
    presence: presenceOf(request),
  }
}
