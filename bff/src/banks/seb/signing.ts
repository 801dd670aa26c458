import type { TransferRefusal } from '@skrin/shared/transferOrders/transferRefusals'
import type { TransferAnswer, TransferApi } from '../bankTransfers.ts'
import { readAnswer, readProblem } from './readTransferAnswer.ts'
import { transferCalls } from './transferCalls.ts'
import { findRefusal, signingCodes } from './transferCodes.ts'
import { signingOrder } from './transferShapes.ts'
import type { WireSigningOrder } from './transferShapes.ts'

/** `absent`: SEB does not know it, or not yet: it may still be making it. */
export type Signing =
  | { readonly kind: 'open'; readonly order: WireSigningOrder }
  | { readonly kind: 'signed'; readonly authorisation: string }
  | { readonly kind: 'failed'; readonly reason: TransferRefusal }
  | { readonly kind: 'absent' }

const QR = 'bankIdQr'
const SAME_DEVICE = 'bankIdSameDevice'
const signed = ['finalised', 'finalized', 'exempted']

/**
 * Asks the person to sign. Beginning anew is no second payment: what is signed is the one that was made.
 * @throws BankError
 */
export async function startSigning(
  api: TransferApi,
  { paymentId, methods }: { paymentId: string; methods: readonly string[] },
): Promise<Signing> {
  const { signing, signingBeside } = transferCalls
  const answer = await api.send(hasOwnAddress(api) ? signing : signingBeside, {
    body: { authenticationMethodId: chooseMethod(methods, api.userAgent), orderIds: [paymentId] },
  })
  const codes = readProblem(answer)
  if (codes !== null)
    return { kind: 'failed', reason: findRefusal(signingCodes, codes) ?? 'unexplained' }
  return readSigning(answer)
}

/** @throws BankError */
export async function fetchSigning(api: TransferApi, authorisationId: string): Promise<Signing> {
  const { signingStatus, signingStatusBeside } = transferCalls
  const call = hasOwnAddress(api) ? signingStatus : signingStatusBeside
  const answer = await api.send(call, { params: { authorisationId } })
  // "Requesting an authorisation that is still in the process of being created. In this case, continue polling".
  return answer.status === 404 ? { kind: 'absent' } : readSigning(answer)
}

function readSigning(answer: TransferAnswer): Signing {
  const order = readAnswer(signingOrder, answer)
  const status = order.scaStatus.toLowerCase()
  if (signed.includes(status)) return { kind: 'signed', authorisation: order.authorisationId }
  if (status !== 'failed') return { kind: 'open', order }
  // "Unsuccessfully, i.e. due to timeout or cancellation", mostly without saying which.
  const codes = order.tppMessages.flatMap(({ code }) => code ?? [])
  return { kind: 'failed', reason: findRefusal(signingCodes, codes) ?? 'approval_failed' }
}

/** A phone cannot read a code off its own screen; elsewhere BankID is on the phone beside it. */
function chooseMethod(methods: readonly string[], userAgent: string | null): string {
  const isPhone = /Android|iPhone|iPad|Mobile/i.test(userAgent ?? '')
  const wanted = isPhone ? [SAME_DEVICE, QR] : [QR, SAME_DEVICE]
  const offered = wanted.find((method) => methods.includes(method))
  return offered ?? methods[0] ?? wanted[0] ?? QR
}

function hasOwnAddress({ settings }: TransferApi): boolean {
  return settings['SIGN_URL'] !== undefined
}
