import * as v from 'valibot'
import { localDateIn } from '@skrin/shared/dates'
import { wireDecimal, wireInteger, wireText } from '../wire.ts'
import type { WireJson } from '../wire.ts'

// The bank declares no schema for accounts, and typed clients (2024 to 2026) make every field optional.

const LAST_MS = Date.parse('9999-12-30T00:00:00Z')

/** Epoch milliseconds of midnight in Oslo: 1774393200000 is 25 March 2026 there, and still the 24th in UTC. */
const wireOsloDay = v.pipe(
  wireInteger,
  v.check((ms) => ms >= 0 && ms < LAST_MS, 'not a moment'),
  v.transform((ms) => localDateIn('Europe/Oslo', ms)),
)
const flag = v.nullish(v.boolean())
const errors = v.nullish(v.array(v.unknown()))

const owner = v.object({ name: wireText, firstName: wireText, lastName: wireText })

const accountProperties = v.object({
  isTransferFromEnabled: flag,
  isTransferToEnabled: flag,
  isOwned: flag,
  isBlocked: flag,
  isSavingsAccount: flag,
  isFlexiLoan: flag,
  isCodebitorLoan: flag,
  isAksjesparekonto: flag,
})

const wireAccount = v.object({
  key: wireText,
  accountNumber: wireText,
  iban: wireText,
  name: wireText,
  description: wireText,
  balance: v.nullish(wireDecimal),
  availableBalance: v.nullish(wireDecimal),
  currencyCode: wireText,
  owner: v.nullish(owner),
  productType: wireText,
  type: wireText,
  disposalRole: flag,
  creditCardCreditLimit: v.nullish(wireDecimal),
  creditCardAccountID: wireText,
  accountProperties: v.nullish(accountProperties),
})
export type WireAccount = v.InferOutput<typeof wireAccount>

export const accountsAnswer = v.object({ accounts: v.nullish(v.array(wireAccount)), errors })

export const balanceAnswer = v.object({ accountBalance: wireDecimal })

const wireTransaction = v.object({
  nonUniqueId: wireText,
  bookingStatus: v.picklist(['PENDING', 'BOOKED']),
  date: wireOsloDay,
  interestDate: v.nullish(wireOsloDay),
  amount: wireDecimal,
  accountCurrency: wireText,
  currencyCode: wireText,
  currencyAmount: v.nullish(wireDecimal),
  description: wireText,
  cleanedDescription: wireText,
  typeCode: wireText,
  typeText: wireText,
  accountKey: wireText,
  remoteAccountNumber: wireText,
  remoteAccountName: wireText,
  kidOrMessage: wireText,
  mcc: wireText,
  merchant: v.nullish(v.object({ name: wireText })),
  // The specification says the first, live clients of 2025 and 2026 got the second.
  confidential: flag,
  isConfidential: flag,
})
export type WireTransaction = v.InferOutput<typeof wireTransaction>

export const transactionsAnswer = v.object({
  transactions: v.nullish(v.array(wireTransaction)),
  errors,
})
const wireRow = v.custom<WireJson>((value) => typeof value === 'object' && value !== null)
/** The same answer with its rows as they came, in the same order. */
export const rawTransactions = v.object({ transactions: v.nullish(v.array(wireRow)) })
