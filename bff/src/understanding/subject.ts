import type { AccountId, CategoryId } from '@skrin/shared/brand'
import { minorDigitsOf, parseCurrency } from '@skrin/shared/money'
import { toSearchText } from '@skrin/shared/searchText'
import type { StoredRule } from './rules/ruleRows.ts'

/** What of a row decides whether a rule is for it. */
export const subjectColumns = [
  'transactions.id',
  'transactions.account_id',
  'transactions.status',
  'transactions.booking_date',
  'transactions.amount_minor',
  'transactions.currency',
  'transactions.text',
  'transactions.bank_text',
  'transactions.counterparty_name',
  'transactions.counterparty_account',
  'transactions.category',
  'transactions.category_by',
  'transactions.rule_id',
  'transactions.note',
  'transactions.note_rule_id',
] as const

export interface Subject {
  readonly account_id: AccountId
  readonly bank: string
  readonly amount_minor: number
  readonly currency: string
  readonly text: string
  readonly bank_text: string
  readonly counterparty_name: string | null
  readonly counterparty_account: string | null
}

/** Whether a row meets a rule's conditions, when it stands in this category. */
export function meets(subject: Subject, rule: StoredRule, category: CategoryId | null): boolean {
  const { when } = rule
  return (
    meetsTexts(subject, when) &&
    meetsAmount(subject, when) &&
    (when.accounts?.includes(subject.account_id) ?? true) &&
    (when.banks?.includes(subject.bank) ?? true) &&
    (when.category === undefined || when.category === (category ?? 'none'))
  )
}

function meetsTexts(subject: Subject, when: StoredRule['when']): boolean {
  const { contains, starts, counterparty } = when
  const own = [subject.text, subject.bank_text].map(toSearchText)
  const name = toSearchText(subject.counterparty_name ?? '')
  return (
    (contains === undefined ||
      [...own, name].some((text) => text.includes(toSearchText(contains)))) &&
    (starts === undefined || own.some((text) => text.startsWith(toSearchText(starts)))) &&
    (counterparty === undefined ||
      name === toSearchText(counterparty) ||
      isNumber(subject.counterparty_account, counterparty))
  )
}

/** Numbers are the same however they are grouped. */
function isNumber(account: string | null, typed: string): boolean {
  const bare = (text: string) => text.replace(/[\s.-]/g, '').toUpperCase()
  return account !== null && /\d/.test(typed) && bare(account) === bare(typed)
}

function meetsAmount(subject: Subject, { min, max, direction }: StoredRule['when']): boolean {
  const { amount_minor: minor, currency } = subject
  if (direction !== undefined && (direction === 'in') !== minor > 0) return false
  if (min === undefined && max === undefined) return true
  const digits = minorDigitsOf(parseCurrency(currency))
  const hundredths = (Math.abs(minor) * 100) / 10 ** digits
  return hundredths >= (min ?? 0) && hundredths <= (max ?? Infinity)
}
