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
  'transactions.kind',
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
  readonly kind: string | null
}

/** A row with its texts as they are compared: once for all rules. */
export interface FoldedSubject {
  readonly subject: Subject
  readonly texts: readonly string[]
  readonly name: string
}

export function fold(subject: Subject): FoldedSubject {
  return {
    subject,
    texts: [subject.text, subject.bank_text].map(toSearchText),
    name: toSearchText(subject.counterparty_name ?? ''),
  }
}

/** Whether a row meets a rule's conditions, when it stands in this category. */
export function meets(
  folded: FoldedSubject,
  { when }: Pick<StoredRule, 'when'>,
  category: CategoryId | null,
): boolean {
  const { subject } = folded
  return (
    meetsAmount(subject, when) &&
    meetsTexts(folded, when) &&
    (when.accounts?.includes(subject.account_id) ?? true) &&
    (when.banks?.includes(subject.bank) ?? true) &&
    (when.category === undefined || when.category === (category ?? 'none'))
  )
}

function meetsTexts({ subject, texts, name }: FoldedSubject, when: StoredRule['when']): boolean {
  const { contains, starts, counterparty } = when
  return (
    (contains === undefined ||
      [...texts, name].some((text) => text.includes(toSearchText(contains)))) &&
    (starts === undefined || texts.some((text) => text.startsWith(toSearchText(starts)))) &&
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
