import { readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { isAbort } from './apiError.ts'

/** One thing that a person sets off: whether it is under way, and why it did not work out. */
export function useTask() {
  const busy = ref(false)
  const failure = shallowRef<unknown>(null)

  /** Whether it worked out. What the person called off did not, but is no failure. */
  async function run(work: () => Promise<unknown>): Promise<boolean> {
    busy.value = true
    failure.value = null
    try {
      await work()
      return true
    } catch (error) {
      if (!isAbort(error)) failure.value = error
      return false
    } finally {
      busy.value = false
    }
  }

  function clear(): void {
    failure.value = null
  }

  return { busy: readonly(busy), failure: shallowReadonly(failure), run, clear }
}
