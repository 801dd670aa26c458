import { defineStore } from 'pinia'
import { readonly, ref } from 'vue'

export type Overlay = 'palette' | 'keyboard' | 'more' | 'notices'

/** What lies over the page, at most one at a time. */
export const useOverlays = defineStore('overlays', () => {
  const current = ref<Overlay | null>(null)

  function open(overlay: Overlay): void {
    current.value = overlay
  }
  function close(): void {
    current.value = null
  }

  return { current: readonly(current), open, close }
})
