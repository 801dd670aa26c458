import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import { findBuiltIn } from '@skrin/shared/categories/builtInCategories'
import type { BuiltInCategory } from '@skrin/shared/categories/builtInCategories'
import type { CategoryId } from '@skrin/shared/brand'
import { fetchCategories } from '../api/categories.ts'
import { toLoadable } from '../api/loadable.ts'
import { useText } from '../i18n/useText.ts'

const FRESH_MS = 300_000

/** What money can go to and come from, and what each is called. Needs the rest of the texts. */
export function useCategories() {
  const { t } = useText()
  const query = useQuery({
    key: ['categories'],
    query: ({ signal }) => fetchCategories(signal),
    staleTime: FRESH_MS,
  })
  const answer = computed(() => toLoadable(query.state.value))
  const categories = computed(() => query.data.value?.categories ?? [])
  const ownNames = computed(
    () => new Map(categories.value.map(({ id, name }) => [id, name] as const)),
  )

  /** null: in none. A category that is not known yet is called by three dots. */
  function getName(id: CategoryId | null): string {
    if (id === null) return t('categories.none')
    const code: BuiltInCategory | undefined = findBuiltIn(id)?.id
    return code ? t(`categoryNames.${code}`) : (ownNames.value.get(id) ?? '…')
  }

  return { answer, categories, getName, askAgain: () => query.refetch() }
}
