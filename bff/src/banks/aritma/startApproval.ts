import type { SubmittedTransfer, TransferApi, TransferStep } from '../bankTransfers.ts'
import { parseWire } from '../wire.ts'
import { toFailure } from './toFailure.ts'
import { transferCalls } from './transferCalls.ts'
import { authorizationShape } from './transferShapes.ts'

/**
 * Begins an approval of a payment that is there; begun anew, it is still one payment. null: the bank does not begin one.
 * @throws BankError without a usable answer; MappingError for a page to which no browser may be sent
 */
export async function startApproval(
  api: TransferApi,
  { reference, progress: returnUrl }: SubmittedTransfer,
): Promise<TransferStep | null> {
  const answer = await api.send(transferCalls.authorize, {
    params: { paymentId: reference },
    body: {},
    headers: { 'tpp-redirect-uri': returnUrl },
  })
  if (answer.status >= 400 && answer.status < 500) return null
  if (answer.status !== 200 && answer.status !== 201) throw toFailure(answer)
  const { scaStatus, _links } = parseWire(authorizationShape, answer.body)
  if (scaStatus === 'failed') return null
  const isOver = scaStatus === 'finalised' || scaStatus === 'exempted'
  const url = _links?.scaRedirect?.href
  // Without a page it is approved elsewhere, if at all.
  if (isOver || url === undefined) return { kind: 'processing', reference, progress: returnUrl }
  return { kind: 'approval', reference, progress: returnUrl, approval: { kind: 'page', url } }
}
