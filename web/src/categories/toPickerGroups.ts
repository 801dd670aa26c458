import { categoryGroups } from '@skrin/shared/categories/builtInCategories'
import type { CategoryGroup } from '@skrin/shared/categories/builtInCategories'
import type { Category } from '@skrin/shared/api/categories'

export interface PickerGroup {
  readonly group: CategoryGroup | 'own'
  readonly categories: readonly Category[]
}

export interface PickerWish {
  /** What was typed; every word of it must be in the name. */
  readonly query: string
  /** Where the money goes: categories for it come first. */
  readonly direction: 'in' | 'out'
  getName(category: Category): string
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The categories that match, under their groups: first the household's own, and for money in the income. */
export function toPickerGroups(categories: readonly Category[], wish: PickerWish): PickerGroup[] {
  const { query, direction, getName } = wish
  const words = fold(query).split(/\s+/).filter(Boolean)
  const matches = (category: Category) =>
    words.every((word) => fold(getName(category)).includes(word))
  const order: PickerGroup['group'][] =
    direction === 'in'
      ? ['own', 'income', ...categoryGroups.filter((group) => group !== 'income')]
      : ['own', ...categoryGroups]
  return order
    .map((group) => ({
      group,
      categories: categories.filter((one) => (one.group ?? 'own') === group && matches(one)),
    }))
    .filter((group) => group.categories.length > 0)
}

/** Whether one is called so already, whatever its case and accents. */
export function isCalled(name: string, categories: readonly Category[], wish: PickerWish): boolean {
  return categories.some((category) => fold(wish.getName(category)) === fold(name.trim()))
}
