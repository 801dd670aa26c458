import { onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue'
import type { RulePreview, RulePreviewRequest } from '@skrin/shared/api/rules'
import { isAbort } from '../api/apiError.ts'
import type { Loadable } from '../api/loadable.ts'
import { fetchRulePreview } from '../api/rules.ts'

const REST_MS = 300

/** What a rule would change, asked for when the fingers rest. An answer to an older question is dropped. */
export function useRulePreview(toRequest: () => RulePreviewRequest) {
  const preview = shallowRef<Loadable<RulePreview>>({ status: 'loading' })
  let timer: number | undefined
  let current = new AbortController()

  async function ask(): Promise<void> {
    current.abort()
    current = new AbortController()
    const { signal } = current
    try {
      const value = await fetchRulePreview(toRequest(), signal)
      if (!signal.aborted) preview.value = { status: 'ready', value }
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) preview.value = { status: 'failed', error }
    }
  }

  function askSoon(): void {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), REST_MS)
  }

  watch(() => JSON.stringify(toRequest()), askSoon)
  void ask()
  onScopeDispose(() => {
    window.clearTimeout(timer)
    current.abort()
  })
  return shallowReadonly(preview)
}
