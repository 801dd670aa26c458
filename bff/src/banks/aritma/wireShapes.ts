import * as v from 'valibot'
import type { LocalDate } from '@skrin/shared/brand'
import { localDateIn, toLocalDate } from '@skrin/shared/dates'
import { wireDecimal, wireText } from '../wire.ts'
import { manifest } from './manifest.ts'

// Shapes after the v4 reference and quickstart at developer.aritma.com, whose schemas could be read in part only: what
// neither an example shows nor Skrin needs is optional here.

/** A plain path segment and header value: it goes back to Aritma in both. */
export const identifier = v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/))

const moment = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.check((ms) => Number.isFinite(ms) && Math.abs(ms) < 8.64e15, 'not a moment'),
)

/** Where the browser is sent to. */
export const bankPage = v.pipe(v.string(), v.check(isBankPage, 'neither https nor loopback'))

export const createdConsentShape = v.object({ consentId: identifier, redirectUrl: bankPage })

export const wireConsent = v.object({
  status: v.string(),
  expires: v.nullish(moment, null),
})
export type WireConsent = v.InferOutput<typeof wireConsent>

/** Nothing but https, or http on this machine, where the sandbox is. */
function isBankPage(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback)
}

/**
 * Days are written as moments: `2026-03-02T00:00:00Z` in the v4 sample, with offset and seven decimals in v3. Both
 * midnight in UTC and midnight in Oslo fall on the right day when read in Oslo. Without an offset the day is as written.
 */
export const wireDay = v.pipe(
  v.string(),
  v.transform(toDay),
  v.custom<LocalDate>((value) => value !== null, 'not a calendar day'),
)

function toDay(text: string): LocalDate | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.exec(text)
  const asWritten = toLocalDate(match?.[1] ?? '')
  const ms = Date.parse(text)
  if (asWritten === null || Number.isNaN(ms)) return null
  return match?.[2] === undefined ? asWritten : localDateIn(manifest.timeZone, ms)
}

export const wireAmount = v.object({ amount: wireDecimal, currency: v.string() })

const balance = v.object({ balanceType: v.string(), balanceAmount: wireAmount })
export type WireBalance = v.InferOutput<typeof balance>

const account = v.object({
  id: identifier,
  iban: wireText,
  bban: wireText,
  name: wireText,
  displayName: wireText,
  currency: wireText,
  accountStatus: wireText,
  balances: v.nullish(v.array(balance), []),
})
export type WireAccount = v.InferOutput<typeof account>

export const accountsShape = v.object({ accounts: v.array(account) })
export const balancesShape = v.object({ balances: v.array(balance) })

/** `pan`, a whole card number, is not read at all. */
const otherAccount = v.nullish(
  v.object({ iban: wireText, bban: wireText, maskedPan: wireText, msisdn: wireText }),
)
export type WireOtherAccount = v.InferOutput<typeof otherAccount>

export const transactionShape = v.object({
  transactionId: wireText,
  entryReference: wireText,
  valueDate: v.nullish(wireDay),
  bookingDate: v.nullish(wireDay),
  transactionAmount: wireAmount,
  creditorName: wireText,
  creditorAccount: otherAccount,
  debtorName: wireText,
  debtorAccount: otherAccount,
  // Not the Berlin Group's `remittanceInformationUnstructured`.
  unstructuredRemittanceInformation: wireText,
  unstructuredRemittanceInformationArray: v.nullish(v.array(v.string()), []),
  structuredRemittanceInformation: wireText,
  additionalInformation: wireText,
  bankTransactionCode: wireText,
  proprietaryBankTransactionCode: wireText,
})
export type WireTransaction = v.InferOutput<typeof transactionShape>

export const transactionsShape = v.object({
  transactions: v.object({
    booked: v.nullish(v.array(transactionShape), []),
    pending: v.nullish(v.array(transactionShape), []),
  }),
})

const links = v.nullish(v.object({ next: v.nullish(v.object({ href: wireText })) }))

/** Where the next page is said to be is not documented: a link as the Berlin Group has it, or a cursor on top. */
export const pageShape = v.object({
  _links: links,
  transactions: v.nullish(v.object({ _links: links })),
  nextCursor: wireText,
  cursor: wireText,
})
