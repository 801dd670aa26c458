import type { LocalDate } from '@skrin/shared/brand'
import type { TransferRefusal } from '@skrin/shared/transferOrders/transferRefusals'
import { BankError } from '../bankError.ts'
import type { TransferApi } from '../bankTransfers.ts'
import { isGood, readAnswer } from './readTransferAnswer.ts'
import { transferCalls } from './transferCalls.ts'
import { findRefusal, paymentCodes } from './transferCodes.ts'
import { paymentDetails, paymentStatus } from './transferShapes.ts'
import type { WirePaymentStatus } from './transferShapes.ts'

/**
 * Where a payment stands. `received`: not signed; `methods` null while SEB still checks it. `checked`: signed, or in need of no
 * signature, and not yet stored. `stored`: to be carried out on its day. `executed`: the money has left.
 */
export type Payment =
  | { readonly stage: 'received'; readonly methods: readonly string[] | null }
  | { readonly stage: 'checked' | 'stored' | 'executed' | 'cancelled' | 'other' }
  | { readonly stage: 'rejected'; readonly reason: TransferRefusal }

/** ISO 20022 as SEB explains it; those that it does not, as the Berlin Group's framework does (1.3, 14.13). */
const stages: Readonly<Record<string, 'checked' | 'stored' | 'executed' | 'cancelled'>> = {
  PDNG: 'checked',
  // One of several has signed: SEB lets customers have a second person sign with them.
  PATC: 'checked',
  ACTC: 'stored',
  ACCP: 'stored',
  ACFC: 'stored',
  ACWC: 'stored',
  ACSP: 'stored',
  ACWP: 'stored',
  ACSC: 'executed',
  ACCC: 'executed',
  CANC: 'cancelled',
}

/** @throws BankError */
export async function fetchPayment(api: TransferApi, paymentId: string): Promise<Payment> {
  const answer = await api.send(transferCalls.paymentStatus, { params: { paymentId } })
  return toPayment(readAnswer(paymentStatus, answer))
}

function toPayment(wirePayment: WirePaymentStatus): Payment {
  const { transactionStatus: status, tppMessages, scaMethods, _links } = wirePayment
  if (status === 'RCVD') {
    // "RCVD + link": checked, and to be signed.
    const isReady = _links?.startAuthorisationWithAuthenticationMethodSelection?.href != null
    const methods = scaMethods.map(({ authenticationMethodId }) => authenticationMethodId)
    return { stage: 'received', methods: isReady ? methods : null }
  }
  if (status === 'RJCT') {
    const codes = tppMessages.flatMap(({ code }) => code ?? [])
    return { stage: 'rejected', reason: findRefusal(paymentCodes, codes) ?? 'unexplained' }
  }
  return { stage: stages[status] ?? 'other' }
}

/**
 * The day on which SEB carries it out, which may be another than wished; null: it does not say.
 * @throws BankError
 */
export async function fetchPaymentDay(
  api: TransferApi,
  paymentId: string,
): Promise<LocalDate | null> {
  const answer = await api.send(transferCalls.paymentDetails, { params: { paymentId } })
  return readAnswer(paymentDetails, answer).requestedExecutionDate ?? null
}

/**
 * Calls a payment off, signed or not. True: it is gone for certain.
 * @throws BankError without an answer
 */
export async function callOff(api: TransferApi, paymentId: string): Promise<boolean> {
  const answer = await api.send(transferCalls.callingOff, { params: { paymentId } })
  if (answer.status === 204) return true
  // 202: perhaps, and the status says so when it is.
  return isGood(answer) && (await fetchPayment(api, paymentId)).stage === 'cancelled'
}

/**
 * An order that nobody signed moves nothing: calling it off only keeps anybody from signing it elsewhere. False: that is not
 * certain.
 */
export async function tidyAway(api: TransferApi, paymentId: string): Promise<boolean> {
  try {
    return await callOff(api, paymentId)
  } catch (error) {
    if (!(error instanceof BankError)) throw error
    return false
  }
}
