import * as v from 'valibot'
import { wireDateOfDateTime, wireDecimal, wireInteger, wireText } from '../wire.ts'

/** v1 wraps every answer and can say `isError` with status 200; v2 (June 2021) has only the list. */
export const envelope = v.object({
  isError: v.nullish(v.boolean()),
  /** A name; a number from servers of 2018. */
  errorType: wireText,
})

export const listOf = <T extends v.GenericSchema>(item: T) =>
  v.object({
    availableItems: v.nullish(v.pipe(wireInteger, v.minValue(0))),
    /** The key has to be there: an answer of another kind must not pass for an empty list. */
    items: v.nullable(v.array(item)),
  })

/** One plain path segment, since it is sent back as one. */
const accountId = v.pipe(v.string(), v.regex(/^(?!\.{1,2}$)[^\s/\\?#%]{1,200}$/))

/** `ownerCustomerId`, the owner's national identity number, is not read at all. */
export const wireAccount = v.object({
  accountId,
  accountNumber: wireText,
  name: wireText,
  accountType: wireText,
  balance: v.nullish(wireDecimal),
  available: v.nullish(wireDecimal),
})
export type WireAccount = v.InferOutput<typeof wireAccount>

// `purchaseDate` is left out on purpose: around New Year it can carry the wrong year (seen 2023-01).
const cardDetails = v.object({
  currencyAmount: v.nullish(wireDecimal),
  currencyRate: v.nullish(wireDecimal),
  originalCurrencyCode: wireText,
  merchantName: wireText,
})

const transactionDetail = v.object({ receiverName: wireText, payerName: wireText })

// `source` is left out on purpose: a name or a number, and it decides nothing.
const archiveEntries = {
  accountingDate: wireDateOfDateTime,
  interestDate: v.nullish(wireDateOfDateTime),
  amount: wireDecimal,
  text: wireText,
  transactionType: wireText,
  transactionTypeText: wireText,
  transactionId: wireText,
  cardDetails: v.nullish(cardDetails),
}

export const wireArchiveRow = v.object(archiveEntries)

export const wireStatementRow = v.object({
  ...archiveEntries,
  isReservation: v.boolean(),
  otherAccountNumber: wireText,
  transactionDetail: v.nullish(transactionDetail),
})

export type WireArchiveRow = v.InferOutput<typeof wireArchiveRow>
export type WireStatementRow = v.InferOutput<typeof wireStatementRow>
