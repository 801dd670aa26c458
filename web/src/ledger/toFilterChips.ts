import type { LocalDate } from '@skrin/shared/brand'
import type { MessageKey } from '../i18n/messages.ts'
import { fromHundredths } from './amountBound.ts'
import type { FilterChoices } from './filterChoices.ts'
import { periodNames } from './periodNames.ts'
import type { TransactionFilter } from './transactionFilter.ts'

/** One thing that the list is narrowed by, in words, and what is left to say without it. */
export interface FilterChip {
  readonly id: string
  readonly label: string
  readonly without: Partial<TransactionFilter>
}

export interface ChipWords {
  readonly choices: FilterChoices
  t(key: MessageKey, values?: Record<string, string>): string
  toDay(day: LocalDate): string
  /** The decimal point of the reader's language. */
  readonly point: '.' | ','
}

export function toFilterChips(filter: TransactionFilter, words: ChipWords): FilterChip[] {
  const { t, choices } = words
  const chips: (FilterChip | null)[] = [
    filter.q.trim() === ''
      ? null
      : {
          id: 'q',
          label: t('transactions.chipText', { text: filter.q.trim() }),
          without: { q: '' },
        },
    ...toListChips(
      { chosen: filter.members, choices: choices.members, unknown: t('transactions.chipNobody') },
      (members) => ({ members }),
    ),
    ...toListChips(
      { chosen: filter.banks, choices: choices.banks, unknown: t('transactions.chipNoBank') },
      (banks) => ({ banks }),
    ),
    ...toListChips(
      {
        chosen: filter.accounts,
        choices: choices.accounts,
        unknown: t('transactions.chipNoAccount'),
      },
      (accounts) => ({ accounts }),
    ),
    toPeriodChip(filter, words),
    toAmountChip(filter, words),
    filter.direction && {
      id: 'direction',
      label: t(filter.direction === 'in' ? 'transactions.chipIn' : 'transactions.chipOut'),
      without: { direction: null },
    },
    filter.status && {
      id: 'status',
      label: t(filter.status === 'pending' ? 'transactions.pending' : 'transactions.booked'),
      without: { status: null },
    },
  ]
  return chips.filter((chip) => chip !== null)
}

function toListChips<Value extends string>(
  list: {
    chosen: readonly Value[]
    choices: readonly { readonly value: Value; readonly label: string }[]
    /** For what an old address asks for, and is not there. */
    unknown: string
  },
  toChange: (rest: Value[]) => Partial<TransactionFilter>,
): FilterChip[] {
  // Nothing to choose from: the accounts are still on their way.
  const unknown = list.choices.length === 0 ? '…' : list.unknown
  return list.chosen.map((value) => ({
    id: value,
    label: list.choices.find((choice) => choice.value === value)?.label ?? unknown,
    without: toChange(list.chosen.filter((other) => other !== value)),
  }))
}

function toPeriodChip(
  { period, from, to }: TransactionFilter,
  { t, toDay }: ChipWords,
): FilterChip | null {
  const chip = { id: 'period', without: { period: null, from: null, to: null } }
  if (period) return { ...chip, label: t(periodNames[period]) }
  if (from && to) return { ...chip, label: `${toDay(from)} – ${toDay(to)}` }
  if (from) return { ...chip, label: t('transactions.chipFrom', { day: toDay(from) }) }
  return to ? { ...chip, label: t('transactions.chipTo', { day: toDay(to) }) } : null
}

function toAmountChip({ min, max }: TransactionFilter, { t, point }: ChipWords): FilterChip | null {
  const chip = { id: 'amount', without: { min: null, max: null } }
  const low = min === null ? '' : fromHundredths(min, point)
  const high = max === null ? '' : fromHundredths(max, point)
  if (low && high) return { ...chip, label: t('transactions.chipBetween', { low, high }) }
  if (low) return { ...chip, label: t('transactions.chipOver', { amount: low }) }
  return high ? { ...chip, label: t('transactions.chipUnder', { amount: high }) } : null
}
