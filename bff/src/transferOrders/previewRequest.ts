import type { TransferReview } from '@skrin/shared/api/transferOrders'
import type { BankTransfers, PreparedTransfer } from '../banks/bankTransfers.ts'
import { toCallUrl } from '../banks/callTemplate.ts'

/** Only to build an address below; the host is the bank's. */
const SOME_HOST = 'https://bank.invalid'

/** What will be sent to the bank, to the letter: the body is the one that `sendOnce` writes. */
export function previewRequest(
  { calls }: BankTransfers,
  { call: name, params = {}, body }: PreparedTransfer,
): TransferReview['request'] {
  const call = calls[name]
  if (!call) throw new TypeError(`no call ${name}`)
  const { pathname } = toCallUrl(SOME_HOST, call, { params })
  return { method: call.method, path: pathname, body: JSON.stringify(body) }
}
