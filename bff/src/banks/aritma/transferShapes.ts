import * as v from 'valibot'
import { wireInteger } from '../wire.ts'
import { bankPage, identifier, wireDay } from './wireShapes.ts'

// After the v4 reference at developer.aritma.com; the last two of a payment after the event `banking.payment.authorized`,
// which names the payment's information as its source.

const lowerCase = v.pipe(
  v.string(),
  v.transform((text) => text.toLowerCase()),
)

/** ISO 20022; in lower case in the schema, in upper case in a sample. */
const transactionStatus = v.pipe(
  lowerCase,
  v.picklist([
    'rcvd',
    'pdng',
    'patc',
    'part',
    'actc',
    'accp',
    'acfc',
    'acsp',
    'acwc',
    'acwp',
    'acsc',
    'accc',
    'rjct',
    'canc',
  ]),
)
export type TransactionStatus = v.InferOutput<typeof transactionStatus>

const messages = v.nullish(v.array(v.object({ code: v.string() })), [])

export const paymentShape = v.object({
  paymentId: identifier,
  transactionStatus,
  // Of the reference, and of the events.
  tppMessage: messages,
  tppMessages: messages,
  requestedExecutionDate: v.nullish(wireDay, null),
  requiredAuthorizations: v.nullish(wireInteger, null),
  remainingAuthorizations: v.nullish(wireInteger, null),
})
export type WirePayment = v.InferOutput<typeof paymentShape>

/** That an answer to creating one has the state is not said. */
export const createdPaymentShape = v.object({
  ...paymentShape.entries,
  transactionStatus: v.nullish(transactionStatus, 'rcvd'),
})

export const authorizationShape = v.object({
  scaStatus: v.pipe(v.nullish(v.string(), 'started'), lowerCase),
  _links: v.nullish(v.object({ scaRedirect: v.nullish(v.object({ href: bankPage })) })),
})

export const cancelledShape = v.object({ transactionStatus })
