import type { ApprovalHint, TransferApproval } from '@skrin/shared/api/transferOrders'
import type { BankSettings } from '../bank.ts'
import { toAppLink, toPageLink } from './appLink.ts'
import type { WireSigningOrder } from './transferShapes.ts'

/** "Every second to retrieve new QR code content"; "at most every second, and no less than every five" otherwise. */
const QR_MS = 1000
const LINK_MS = 2000
/** "Recommended polling interval is 5 seconds", until a payment can be signed. */
const CHECK_MS = 5000

const qrPattern = /^[\x21-\x7e]{1,300}$/
/** The words of the Berlin Group's framework (1.3, 14.16) and one that clients saw (2021). */
const hints: Readonly<Record<string, ApprovalHint>> = {
  received: 'open_app',
  psuidentified: 'open_app',
  scamethodselected: 'open_app',
  started: 'open_app',
  authenticationstarted: 'open_app',
  psuauthenticated: 'sign',
  unconfirmed: 'sign',
}

/** What the person does now. A link to a page is a second step that SEB asks for; its address is SEB's own word. */
export function toApproval(order: WireSigningOrder, settings: BankSettings): TransferApproval {
  const url = toPageLink(order._links?.scaRedirect?.href ?? null)
  if (url !== null) return { kind: 'page', url }
  const { qrData } = order
  const qr = qrData !== null && qrPattern.test(qrData) ? qrData : null
  return {
    kind: 'app',
    qr,
    link: toAppLink(settings['BANKID_LINK'] ?? '', order.autoStartToken),
    hint: hints[order.scaStatus.toLowerCase()] ?? 'other',
    askAfterMs: qr === null ? LINK_MS : QR_MS,
  }
}

/** SEB is not ready for the person yet. */
export const notYet: TransferApproval = {
  kind: 'app',
  qr: null,
  link: null,
  hint: 'waiting',
  askAfterMs: CHECK_MS,
}
