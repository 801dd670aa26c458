import { onMounted, onScopeDispose, readonly, ref } from 'vue'
import type { Ref } from 'vue'

/** The height of a probe that the style sheet sizes as a row: it follows density, zoom and the width of the list. */
export function useRowHeight(probe: Readonly<Ref<HTMLElement | null>>, fallbackPx: number) {
  const heightPx = ref(fallbackPx)
  const observer = new ResizeObserver(measure)

  function measure(): void {
    heightPx.value = probe.value?.offsetHeight || fallbackPx
  }

  onMounted(() => {
    measure()
    if (probe.value) observer.observe(probe.value)
  })
  onScopeDispose(() => observer.disconnect())
  return readonly(heightPx)
}
