import type { TransferAccount } from '../api/transferOrders.ts'
import type { TransferRules } from '../api/transferRules.ts'
import type { LocalDate } from '../brand.ts'
import { addDays } from '../dates.ts'
import type { Money } from '../money.ts'

/** What can be wrong with a wish before any bank is asked. */
export const transferIssues = [
  'from_unable',
  'to_unable',
  'same_account',
  'other_currency',
  'currency_not_offered',
  'amount_missing',
  'amount_too_small',
  'amount_too_large',
  'not_enough',
  'date_passed',
  'date_too_far',
  'message_too_short',
  'message_too_long',
  'message_characters',
] as const
export type TransferIssue = (typeof transferIssues)[number]

export type TransferField = 'from' | 'to' | 'amount' | 'date' | 'message'

export interface FoundIssue {
  readonly field: TransferField
  readonly issue: TransferIssue
}

export interface TransferWish {
  readonly from: TransferAccount
  readonly to: TransferAccount
  readonly amount: Money
  readonly date: LocalDate
  readonly message: string
}

/** Everything that is wrong with a wish, in the order of the fields; the same check in the page and at the server. */
export function checkTransfer(
  rules: TransferRules,
  wish: TransferWish,
  today: LocalDate,
): FoundIssue[] {
  return [
    ...checkAccounts(wish),
    ...checkAmount(rules, wish),
    ...checkDate(rules, wish.date, today),
    ...checkMessage(rules, wish),
  ]
}

function checkAccounts({ from, to }: TransferWish): FoundIssue[] {
  if (from.id === to.id) return [{ field: 'to', issue: 'same_account' }]
  const issues: FoundIssue[] = []
  if (!from.from) issues.push({ field: 'from', issue: 'from_unable' })
  if (!to.to) issues.push({ field: 'to', issue: 'to_unable' })
  if (from.currency !== to.currency) issues.push({ field: 'to', issue: 'other_currency' })
  return issues
}

function checkAmount(rules: TransferRules, { from, to, amount }: TransferWish): FoundIssue[] {
  const issue = findAmountIssue(rules, { from, to, amount })
  return issue === null ? [] : [{ field: 'amount', issue }]
}

function findAmountIssue(
  { amounts, card }: TransferRules,
  { from, to, amount }: Pick<TransferWish, 'from' | 'to' | 'amount'>,
): TransferIssue | null {
  const rule = amounts.find(({ currency }) => currency === amount.currency)
  if (!rule || amount.currency !== from.currency) return 'currency_not_offered'
  if (amount.minor <= 0) return 'amount_missing'
  if (amount.minor < rule.least) return 'amount_too_small'
  const most = to.kind === 'card' && card?.most != null ? card.most : rule.most
  if (most !== null && amount.minor > most) return 'amount_too_large'
  // What Skrin knows can be old: the bank has the last word, but a wish that cannot be met need not be sent.
  if (from.available !== null && amount.minor > from.available.minor) return 'not_enough'
  return null
}

function checkDate({ daysAhead }: TransferRules, date: LocalDate, today: LocalDate): FoundIssue[] {
  if (date < today) return [{ field: 'date', issue: 'date_passed' }]
  if (date > addDays(today, daysAhead)) return [{ field: 'date', issue: 'date_too_far' }]
  return []
}

function checkMessage({ message: rule, card }: TransferRules, wish: TransferWish): FoundIssue[] {
  // Not sent along to a card where the bank has no place for it.
  if (wish.to.kind === 'card' && card?.message === false) return []
  const issue = findMessageIssue(rule, wish.message)
  return issue === null ? [] : [{ field: 'message', issue }]
}

function findMessageIssue(rule: TransferRules['message'], message: string): TransferIssue | null {
  const length = [...message].length
  if (length < rule.least) return 'message_too_short'
  if (length > rule.most) return 'message_too_long'
  return new RegExp(`^[${rule.allowed}]*$`, 'u').test(message) ? null : 'message_characters'
}
