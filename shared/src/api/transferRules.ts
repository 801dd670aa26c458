import * as v from 'valibot'

/** How much of one currency may be moved at once, in minor units; `most` null: the bank names no limit. */
const amountRule = v.object({
  currency: v.string(),
  least: v.number(),
  most: v.nullable(v.number()),
})

/** What a bank takes as a message; `allowed` is what stands in the brackets of a regular expression with flag `u`. */
const messageRule = v.object({
  least: v.number(),
  most: v.number(),
  allowed: v.string(),
})

/** What a bank documents of transfers between a person's own accounts: checked before anything is sent. */
export const transferRules = v.object({
  amounts: v.array(amountRule),
  message: messageRule,
  /** Days that the wished date may lie ahead; 0: today only. */
  daysAhead: v.number(),
  /** How a person approves one at the bank: not at all, in an app that is shown a QR code or a link, or on a page. */
  approval: v.picklist(['none', 'app', 'page']),
  /** To an own credit card; null: not at this bank. */
  card: v.nullable(v.object({ most: v.nullable(v.number()), message: v.boolean() })),
})
export type TransferRules = v.InferOutput<typeof transferRules>
