import * as v from 'valibot'
import { bankId } from './banks.ts'
import { outcome } from './connections.ts'
import { accountId, connectionId, instant, memberId, money } from './primitives.ts'
import { accessLevel, share, view } from './sharing.ts'

export const accountKind = v.picklist(['current', 'savings', 'card', 'loan', 'other'])
export type AccountKind = v.InferOutput<typeof accountKind>

export const account = v.object({
  id: accountId,
  bank: bankId,
  /** What was chosen there at connecting, which is then what people call it: the bank behind a service, or of an alliance. */
  bankLabel: v.nullable(v.string()),
  /** null when another member's connection brings it. */
  connection: v.nullable(connectionId),
  owner: v.object({ id: memberId, name: v.string() }),
  /** Who holds it at the bank, as the bank writes it: another person's, or several names for a joint account. */
  holder: v.nullable(v.string()),
  name: v.string(),
  /** The domestic number, digits only; null where the bank gives only an IBAN. */
  number: v.nullable(v.string()),
  iban: v.nullable(v.string()),
  kind: accountKind,
  currency: v.string(),
  /** Booked; negative when money is owed, cards and loans included. null: the bank did not say. */
  balance: v.nullable(money),
  /** What can be spent now, credit included. */
  available: v.nullable(money),
  closed: v.boolean(),
  /** What one may see of it: one's own; shared with its transactions, or the balance only. */
  access: accessLevel,
  /** Whose it is: several people where it is a joint account that more than one of them connected. */
  owners: v.array(v.object({ id: memberId, name: v.string() })),
  /** With whom the viewer shares their own observation of it; null where it is not theirs. */
  sharing: v.nullable(v.array(share)),
  /** False: the access was given up, the history stayed. Such an account counts in no total. */
  connected: v.boolean(),
  /** When the bank last gave these figures. */
  asOf: instant,
  /** True when the last asking failed or is long ago: the figures may have moved. */
  stale: v.boolean(),
  /** The booked balance at the end of each of the last 90 days, oldest first, in minor units; empty if unknown. */
  trend: v.array(v.number()),
})
export type Account = v.InferOutput<typeof account>

/**
 * GET /api/accounts?prefer=cache. Without `prefer`, banks whose figures are not fresh are asked first; with it
 * the answer is at once what is known.
 */
export const accountsQuery = v.strictObject({
  prefer: v.optional(v.literal('cache')),
  view: v.optional(view),
})
export const accountsAnswer = v.object({ accounts: v.array(account), outcomes: v.array(outcome) })
export type AccountsAnswer = v.InferOutput<typeof accountsAnswer>
