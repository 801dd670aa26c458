import { computed, ref } from 'vue'
import type { Ref } from 'vue'
import type { TransactionId } from '@skrin/shared/brand'
import type { LedgerRow } from './toLedgerRows.ts'

/** Which row the keyboard stands on. It is held by its id: rows that come in above do not move it to another. */
export function useCurrentRow(rows: Readonly<Ref<readonly LedgerRow[]>>) {
  const currentId = ref<TransactionId | null>(null)
  const currentIndex = computed(() => {
    const found = rows.value.findIndex(({ transaction }) => transaction.id === currentId.value)
    return Math.max(found, 0)
  })

  function setCurrent(index: number): void {
    const inside = Math.min(Math.max(index, 0), rows.value.length - 1)
    currentId.value = rows.value[inside]?.transaction.id ?? null
  }

  return { currentId, currentIndex, setCurrent }
}

const PAGE = 10

/** Where a key leads from a row, or null when it leads nowhere. */
export function toKeyTarget(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return Math.min(index + 1, count - 1)
    case 'k':
    case 'ArrowUp':
      return Math.max(index - 1, 0)
    case 'PageDown':
      return Math.min(index + PAGE, count - 1)
    case 'PageUp':
      return Math.max(index - PAGE, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
