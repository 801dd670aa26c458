import * as v from 'valibot'
import { bankId } from './banks.ts'
import { accountId, categoryId, localDate, memberId, money, transactionId } from './primitives.ts'
import { currencyCode } from './rates.ts'
import { view } from './sharing.ts'

const list = <T extends v.GenericSchema<string>>(item: T) =>
  v.pipe(
    v.string(),
    v.maxLength(2000),
    v.transform((text) => text.split(',')),
    v.array(item),
  )

/**
 * GET /api/insights/{balance,flow,categories,changes,recurring}. Of all that one may see, or of the accounts that the
 * filters leave; `from` and `to` are booking days, both included, by default the twelve months up to today, the first of
 * them whole. `convert` adds each figure in one currency, as far as dated rates are known. Rows that are one move
 * between accounts that the viewer sees are neither income nor spending. Pending rows count.
 */
export const insightsQuery = v.strictObject({
  account: v.optional(list(accountId)),
  member: v.optional(list(memberId)),
  bank: v.optional(list(bankId)),
  view: v.optional(view),
  from: v.optional(localDate),
  to: v.optional(localDate),
  convert: v.optional(currencyCode),
})
export type InsightsQuery = v.InferOutput<typeof insightsQuery>

const period = { from: localDate, to: localDate }
/** `YYYY-MM`. */
export const month = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}$/))

/**
 * A figure in the currency that was asked for: each row at the newest rate of its booking day or before it. `null` amounts: a
 * rate is missing, for the currencies in `missing`; nothing is guessed. `rates`: the first and the last day of the rates that were used;
 * null where none was needed.
 */
const converted = <T extends v.GenericSchema>(value: T) =>
  v.object({
    value: v.nullable(value),
    rates: v.nullable(v.object({ first: localDate, last: localDate })),
    missing: v.array(currencyCode),
  })

/** Of one currency; `out` is negative or 0. */
export const flowSum = v.object({ in: money, out: money, count: v.number() })
export type FlowSum = v.InferOutput<typeof flowSum>
const inOut = v.object({ in: money, out: money })
const convertedFlow = converted(inOut)
export type ConvertedFlow = v.InferOutput<typeof convertedFlow>

export const flowAnswer = v.object({
  ...period,
  /** Every month of the period, also the empty ones. */
  months: v.array(
    v.object({ month, sums: v.array(flowSum), converted: v.nullable(convertedFlow) }),
  ),
  /** Of the whole period. */
  sums: v.array(flowSum),
  converted: v.nullable(convertedFlow),
  /** Moves between accounts, left out above: how many rows, and how much went out and came in. */
  transfers: v.array(flowSum),
})
export type FlowAnswer = v.InferOutput<typeof flowAnswer>

/** Category by category, each currency apart, the largest sum first; `category: null`: rows in none. */
export const categorySums = v.object({
  category: v.nullable(categoryId),
  sums: flowSum,
  /** Months that have rows only. */
  months: v.array(v.object({ month, sums: flowSum })),
})
export type CategorySums = v.InferOutput<typeof categorySums>
export const categoriesInsight = v.object({
  ...period,
  months: v.array(month),
  categories: v.array(categorySums),
  /** With `convert`: one per category. */
  converted: v.nullable(
    v.array(v.object({ category: v.nullable(categoryId), sums: convertedFlow })),
  ),
})
export type CategoriesInsight = v.InferOutput<typeof categoriesInsight>

/**
 * The booked balance at the end of days, the last one of `to`: every day up to 100 of them, every seventh up to two years, else the
 * last of each month. Of `accounts` in all, `known` have one that far back; the others are not in the sum of that day.
 */
export const balanceInsight = v.object({
  ...period,
  currencies: v.array(
    v.object({
      currency: currencyCode,
      accounts: v.number(),
      points: v.array(v.object({ date: localDate, balance: money, known: v.number() })),
    }),
  ),
  /** With `convert`: at the newest rate of each day or before it; `known` and `accounts` of all currencies. */
  converted: v.nullable(
    v.object({
      accounts: v.number(),
      points: v.array(v.object({ date: localDate, balance: converted(money), known: v.number() })),
    }),
  ),
})
export type BalanceInsight = v.InferOutput<typeof balanceInsight>

/**
 * The period against `before`, the largest changes first; each currency apart. Income and spending net. What begins on the first of a
 * month is held against the same days as many months earlier, anything else against as many days before it.
 */
const change = { now: money, before: money, change: money }
export const changesAnswer = v.object({
  ...period,
  before: v.object(period),
  categories: v.array(v.object({ category: v.nullable(categoryId), ...change })),
  /** By the other party's name, or the text; twenty at most. */
  payees: v.array(v.object({ name: v.string(), count: v.number(), ...change })),
  /** Single rows of the period, the largest first; ten at most for each currency. */
  largest: v.array(
    v.object({
      transaction: transactionId,
      date: localDate,
      name: v.string(),
      category: v.nullable(categoryId),
      amount: money,
    }),
  ),
})
export type ChangesAnswer = v.InferOutput<typeof changesAnswer>

export const recurringPeriod = v.picklist([
  'weekly',
  'fortnightly',
  'monthly',
  'quarterly',
  'yearly',
])
export type RecurringPeriod = v.InferOutput<typeof recurringPeriod>

export const recurring = v.object({
  /** Names it in PUT /api/insights/recurring/{id}. */
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  account: accountId,
  name: v.string(),
  category: v.nullable(categoryId),
  direction: v.picklist(['in', 'out']),
  period: recurringPeriod,
  count: v.number(),
  first: localDate,
  last: v.object({ transaction: transactionId, date: localDate, amount: money }),
  /** null: it has ended. Before today: it is late. */
  next: v.nullable(localDate),
  state: v.picklist(['active', 'late', 'ended']),
  /** The middle of the last amounts; `varies`: they differ, as an electricity bill does. */
  typical: money,
  varies: v.boolean(),
  /** The last time that a steady amount became another one. */
  priceChange: v.nullable(v.object({ date: localDate, from: money, to: money })),
  /** What it comes to in a year at the last amount (of those that vary, at the typical one). */
  perYear: money,
  dismissed: v.boolean(),
})
export type Recurring = v.InferOutput<typeof recurring>

/** GET /api/insights/recurring takes `account`, `member`, `bank` and `view` only. Next ones first. */
export const recurringQuery = v.strictObject({
  account: v.optional(list(accountId)),
  member: v.optional(list(memberId)),
  bank: v.optional(list(bankId)),
  view: v.optional(view),
})
export const recurringAnswer = v.object({
  recurring: v.array(recurring),
  /** Of what is active and was not dismissed, for each currency; both per month. */
  perMonth: v.array(inOut),
})
export type RecurringAnswer = v.InferOutput<typeof recurringAnswer>

/** PUT /api/insights/recurring/{id} (204): it is none, for this person only; or it is one after all. */
export const recurringChange = v.strictObject({ dismissed: v.boolean() })
export type RecurringChange = v.InferInput<typeof recurringChange>
