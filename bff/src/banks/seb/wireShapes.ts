import * as v from 'valibot'
import { wireDate, wireDecimal, wireText } from '../wire.ts'

// Shapes after the AIS v7 and v8 notes of SEB's openbanking repository on GitHub (January 2026). SEB publishes no whole
// schema, so what neither a note nor a client needs is optional here.

/** A plain path segment: it goes back into the bank's own paths. */
const resourceId = v.pipe(v.string(), v.regex(/^[\w~-][\w.~-]{0,99}$/))

export const wireAmount = v.object({ amount: wireDecimal, currency: v.string() })
export type WireAmount = v.InferOutput<typeof wireAmount>

const balance = v.object({ balanceType: v.string(), balanceAmount: wireAmount })

const account = v.object({
  resourceId,
  iban: wireText,
  bban: wireText,
  status: wireText,
  currency: wireText,
  ownerName: wireText,
  product: wireText,
  name: wireText,
  balances: v.nullish(v.array(balance), []),
})
export type WireAccount = v.InferOutput<typeof account>

export const accountsShape = v.object({ accounts: v.array(account) })

/** The co-owners are named only when a single account is asked for; v7 called the list accountOwners. */
export const ownersShape = v.object({
  ownerName: wireText,
  additionalOwnerNames: v.nullish(v.array(v.string()), []),
  accountOwners: v.nullish(v.array(v.string()), []),
})
export type WireOwners = v.InferOutput<typeof ownersShape>

/** v8's upcoming rows have plain digits here, other rows an object. */
const otherAccount = v.nullish(
  v.union([
    v.string(),
    v.object({
      iban: wireText,
      bban: wireText,
      bankgiroNumber: wireText,
      plusgiroNumber: wireText,
    }),
  ]),
)
export type WireOtherAccount = v.InferOutput<typeof otherAccount>

const entry = {
  transactionId: wireText,
  valueDate: v.nullish(wireDate),
  bookingDate: v.nullish(wireDate),
  transactionAmount: wireAmount,
  descriptiveText: wireText,
  creditorName: wireText,
  creditorAccount: otherAccount,
  remittanceInformationUnstructured: wireText,
  remittanceInformationUnstructuredArray: v.nullish(v.array(v.string()), []),
}
const booked = v.object({ ...entry, proprietaryBankTransactionCodeText: wireText })
const pending = v.object({ ...entry, pendingType: wireText })
export type WireBooked = v.InferOutput<typeof booked>
export type WirePending = v.InferOutput<typeof pending>

export const transactionsShape = v.object({
  transactions: v.object({
    booked: v.nullish(v.array(booked), []),
    pending: v.nullish(v.array(pending), []),
    _links: v.nullish(v.object({ next: v.nullish(v.object({ href: v.string() })) })),
  }),
})
