import { onScopeDispose, ref, watch } from 'vue'
import type { Ref } from 'vue'

/** Longer than totals take as a rule, and hardly noticed. */
const PATIENCE_MS = 400

/**
 * Whether the list may be shown: once its rows are here with the totals above them, so that these push no row down, or
 * without them when they are late. Once it is true it stays so.
 */
export function useArrival(hasRows: Readonly<Ref<boolean>>, hasTotals: Readonly<Ref<boolean>>) {
  const isHere = ref(hasRows.value && hasTotals.value)
  let timer: number | undefined
  watch([hasRows, hasTotals], look, { immediate: true })
  onScopeDispose(() => window.clearTimeout(timer))

  function look(): void {
    if (isHere.value || !hasRows.value) return
    if (hasTotals.value) arrive()
    else timer ??= window.setTimeout(arrive, PATIENCE_MS)
  }
  function arrive(): void {
    window.clearTimeout(timer)
    isHere.value = true
  }
  return isHere
}
