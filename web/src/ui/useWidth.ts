import { onMounted, onScopeDispose, readonly, ref } from 'vue'
import type { Ref } from 'vue'

const BEFORE_MEASURED_PX = 600

/** How wide an element is, now and whenever that changes. */
export function useWidth(element: Readonly<Ref<HTMLElement | null>>) {
  const widthPx = ref(BEFORE_MEASURED_PX)
  const observer = new ResizeObserver(measure)

  function measure(): void {
    widthPx.value = element.value?.clientWidth || BEFORE_MEASURED_PX
  }

  onMounted(() => {
    measure()
    if (element.value) observer.observe(element.value)
  })
  onScopeDispose(() => observer.disconnect())
  return readonly(widthPx)
}
