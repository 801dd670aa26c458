import type { CategoryId } from '@skrin/shared/brand'
import type { MessageKey } from '../i18n/messages.ts'
import type { FilterChip } from './toFilterChips.ts'
import type { TransactionFilter } from './transactionFilter.ts'

interface MoreWords {
  t(key: MessageKey, values?: Record<string, string>): string
  getName(id: CategoryId | null): string
}

/** Chips of the filters by category, tag, note, state and transfer. */
export function toMoreChips(filter: TransactionFilter, { t, getName }: MoreWords): FilterChip[] {
  const { categories, tags, state, transfer, note } = filter
  return [
    ...categories.map((id) => ({
      id: `category ${id}`,
      label: getName(id === 'none' ? null : id),
      without: { categories: categories.filter((other) => other !== id) },
    })),
    ...tags.map((tag) => ({
      id: `tag ${tag}`,
      label: t('search.tag', { names: tag }),
      without: { tags: tags.filter((other) => other !== tag) },
    })),
    ...(note === ''
      ? []
      : [{ id: 'note', label: t('search.note', { names: note }), without: { note: '' } }]),
    ...(state === null || state === 'shown'
      ? []
      : [{ id: 'state', label: t(`search.${state}`), without: { state: null } }]),
    ...(transfer === null
      ? []
      : [
          {
            id: 'transfer',
            label: t(transfer === 'only' ? 'search.transfers' : 'search.noTransfers'),
            without: { transfer: null },
          },
        ]),
  ]
}
