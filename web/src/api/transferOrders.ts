import {
  transferOptions,
  transferOrderAnswer,
  transferOrdersAnswer,
  transferReview,
  transfersOffAnswer,
  transfersOnAnswer,
} from '@skrin/shared/api/transferOrders'
import type {
  TransferDecision,
  TransferOptions,
  TransferOrderAnswer,
  TransferOrderRequest,
  TransferOrdersAnswer,
  TransferReview,
  TransfersOffAnswer,
  TransfersOnAnswer,
} from '@skrin/shared/api/transferOrders'
import type { ConnectionId, TransferOrderId } from '@skrin/shared/brand'
import type { Money } from '@skrin/shared/money'
import { callApi } from './apiClient.ts'

/** Between which accounts money can be moved, and how much of it today. */
export function fetchTransferOptions(signal?: AbortSignal): Promise<TransferOptions> {
  return callApi({ path: '/transfer-orders/options', schema: transferOptions, signal })
}

/** One's own, newest first. */
export function fetchTransferOrders(signal?: AbortSignal): Promise<TransferOrdersAnswer> {
  return callApi({ path: '/transfer-orders', schema: transferOrdersAnswer, signal })
}

/** Where it stands, as Skrin knows; no bank is asked. */
export function fetchTransferOrder(
  id: TransferOrderId,
  signal?: AbortSignal,
): Promise<TransferOrderAnswer> {
  return callApi({ path: `/transfer-orders/${id}`, schema: transferOrderAnswer, signal })
}

/** A review of what would be sent. Nothing leaves Skrin. */
export function reviewTransfer(request: TransferOrderRequest): Promise<TransferReview> {
  const path = '/transfer-orders'
  return callApi({ method: 'POST', path, body: request, schema: transferReview })
}

/** Sends it to the bank, once, however often it is called. */
export function confirmTransfer(id: TransferOrderId): Promise<TransferOrderAnswer> {
  const path = `/transfer-orders/${id}/confirm`
  return callApi({ method: 'POST', path, schema: transferOrderAnswer, provesFirst: true })
}

/** Asks the bank where it stands, or looks for it there. */
export function fetchStanding(
  id: TransferOrderId,
  signal?: AbortSignal,
): Promise<TransferOrderAnswer> {
  const path = `/transfer-orders/${id}/check`
  return callApi({ method: 'POST', path, schema: transferOrderAnswer, signal })
}

/** What the person found out about one of which nobody knows how it ended. */
export function decideTransfer(
  id: TransferOrderId,
  decision: TransferDecision['decision'],
): Promise<TransferOrderAnswer> {
  const path = `/transfer-orders/${id}/decide`
  const body = { decision }
  return callApi({ method: 'POST', path, body, schema: transferOrderAnswer, provesFirst: true })
}

/** It is not sent any more, or called off at the bank. */
export function callOffTransfer(id: TransferOrderId): Promise<TransferOrderAnswer> {
  return callApi({ method: 'DELETE', path: `/transfer-orders/${id}`, schema: transferOrderAnswer })
}

export function setTransferLimit(limit: Money): Promise<TransferOptions> {
  const path = '/transfer-orders/limit'
  const body = { limit }
  return callApi({ method: 'PUT', path, body, schema: transferOptions, provesFirst: true })
}

export function turnTransfersOn(id: ConnectionId): Promise<TransfersOnAnswer> {
  const path = `/connections/${id}/transfers`
  return callApi({ method: 'PUT', path, schema: transfersOnAnswer, provesFirst: true })
}

export function turnTransfersOff(id: ConnectionId): Promise<TransfersOffAnswer> {
  const path = `/connections/${id}/transfers`
  return callApi({ method: 'DELETE', path, schema: transfersOffAnswer })
}
