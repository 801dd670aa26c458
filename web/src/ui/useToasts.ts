import { defineStore } from 'pinia'
import { readonly, shallowRef } from 'vue'

export interface Toast {
  readonly id: number
  readonly text: string
}

const SHOWN_MS = 6000

/** Short news about what was just done. Anything that asks for an answer is a dialog or a notice instead. */
export const useToasts = defineStore('toasts', () => {
  const toasts = shallowRef<readonly Toast[]>([])
  let lastId = 0

  function show(text: string): void {
    const toast = { id: ++lastId, text }
    toasts.value = [...toasts.value, toast]
    setTimeout(() => dismiss(toast.id), SHOWN_MS)
  }

  function dismiss(id: number): void {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }

  return { toasts: readonly(toasts), show, dismiss }
})
