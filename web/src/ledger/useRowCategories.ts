import type { Transaction } from '@skrin/shared/api/transactions'
import { useCategories } from '../categories/useCategories.ts'
import { useRestOfTexts } from '../i18n/useRestOfTexts.ts'
import { useText } from '../i18n/useText.ts'

/** What a row says of its category: nothing until the names are here, and of a guess that it is one. */
export function useRowCategories() {
  const { t } = useText()
  const { getName } = useCategories()
  const hasTexts = useRestOfTexts()

  function toRowCategory({ category, transfer }: Transaction): string {
    if (!hasTexts.value) return ''
    if (transfer) return t('categories.transferShort')
    if (!category) return ''
    const name = getName(category.id)
    return category.by === 'guess' ? t('categories.guessed', { name }) : name
  }

  return { toRowCategory }
}
