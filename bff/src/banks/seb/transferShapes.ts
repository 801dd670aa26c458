import * as v from 'valibot'
import { wireDate, wireText } from '../wire.ts'

// Shapes after SEB's release notes of PIS private v1 and Signing External 1.0.0, and its Postman collection of PIS v7. What
// neither shows filled is optional.

/** A plain path segment: it goes back into the bank's own paths. */
const id = v.pipe(v.string(), v.regex(/^[\w-][\w.-]{0,99}$/))
const link = v.nullish(v.object({ href: wireText }))

/** v7 wrote bare sentences, which say nothing that may be relied on. */
const message = v.union([
  v.object({ code: wireText }),
  v.pipe(
    v.string(),
    v.transform(() => ({ code: null })),
  ),
])
const tppMessages = v.nullish(v.array(message), [])

export const createdPayment = v.object({ paymentId: id })

export const paymentStatus = v.object({
  transactionStatus: v.string(),
  tppMessages,
  scaMethods: v.nullish(v.array(v.object({ authenticationMethodId: v.string() })), []),
  _links: v.nullish(v.object({ startAuthorisationWithAuthenticationMethodSelection: link })),
})
export type WirePaymentStatus = v.InferOutput<typeof paymentStatus>

export const paymentDetails = v.object({ requestedExecutionDate: v.nullish(wireDate) })

export const signingOrder = v.object({
  authorisationId: id,
  scaStatus: v.string(),
  qrData: wireText,
  autoStartToken: wireText,
  tppMessages,
  _links: v.nullish(v.object({ scaRedirect: link })),
})
export type WireSigningOrder = v.InferOutput<typeof signingOrder>

/** Of PIS and of signing; `about:blank` ones have no code. */
export const problem = v.union([
  v.object({ tppMessages: v.pipe(v.array(message), v.minLength(1)) }),
  v.object({ title: v.string(), code: wireText }),
])
