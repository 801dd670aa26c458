import { computed, shallowReadonly, shallowRef } from 'vue'
import type { TransactionId } from '@skrin/shared/brand'

/** The rows that a person has ticked, while they tick at all. */
export function useSelection() {
  const ids = shallowRef<ReadonlySet<TransactionId> | null>(null)
  /** Everything that the list finds, also what is not here yet. */
  const takesAll = shallowRef(false)
  const isSelecting = computed(() => ids.value !== null)

  function begin(): void {
    ids.value = new Set()
    takesAll.value = false
  }
  function end(): void {
    ids.value = null
    takesAll.value = false
  }
  /** Taking one away from everything leaves the ones that are ticked. */
  function toggle(id: TransactionId): void {
    const next = new Set(ids.value)
    if (!next.delete(id)) next.add(id)
    takesAll.value = false
    ids.value = next
  }
  function takeAll(here: readonly TransactionId[]): void {
    ids.value = new Set(here)
    takesAll.value = true
  }

  return {
    ids: shallowReadonly(ids),
    takesAll: shallowReadonly(takesAll),
    isSelecting,
    begin,
    end,
    toggle,
    takeAll,
  }
}
