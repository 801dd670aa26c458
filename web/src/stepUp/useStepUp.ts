import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'

interface Waiting {
  readonly proved: Promise<void>
  resolve(): void
  reject(error: Error): void
}

/** Calls that wait until the person has proved who they are: all of them for the one dialog. */
export const useStepUp = defineStore('stepUp', () => {
  const waiting = shallowRef<Waiting | null>(null)
  const isAsked = computed(() => waiting.value !== null)

  /** @throws an `AbortError` when the person would rather not */
  function prove(): Promise<void> {
    waiting.value ??= toWaiting()
    return waiting.value.proved
  }
  function confirm(): void {
    waiting.value?.resolve()
    waiting.value = null
  }
  function cancel(): void {
    waiting.value?.reject(new DOMException('not confirmed by the person', 'AbortError'))
    waiting.value = null
  }

  return { isAsked, prove, confirm, cancel }
})

function toWaiting(): Waiting {
  let [resolve, reject]: [() => void, (error: Error) => void] = [() => undefined, () => undefined]
  const proved = new Promise<void>((...settle) => ([resolve, reject] = settle))
  return { proved, resolve, reject }
}
