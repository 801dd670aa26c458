import { onScopeDispose, readonly, ref, watch } from 'vue'
import type { Ref } from 'vue'
import type {
  TransferApproval,
  TransferOrder,
  TransferOrderAnswer,
} from '@skrin/shared/api/transferOrders'
import { isAbort } from '../api/apiError.ts'
import { fetchStanding, fetchTransferOrder } from '../api/transferOrders.ts'
import { toAskAfterMs, toAsked } from './orderState.ts'

const RETRY_MS = 5000

interface Asking {
  readonly order: Readonly<Ref<TransferOrder | null>>
  readonly approval: Readonly<Ref<TransferApproval | null>>
  take(answer: TransferOrderAnswer): void
}

/**
 * Asks where an order stands for as long as something is under way, and somebody sees the page. Tells whether the last
 * asking came to nothing.
 */
export function useOrderAsking({ order, approval, take }: Asking) {
  const isUnanswered = ref(false)
  const stop = new AbortController()
  let timer: number | undefined
  let times = 0

  function askLater(afterMs: number | null): void {
    window.clearTimeout(timer)
    if (afterMs !== null) timer = window.setTimeout(() => void ask(), afterMs)
  }

  async function ask(): Promise<void> {
    const known = order.value
    if (!known || stop.signal.aborted || document.visibilityState === 'hidden') return
    times += 1
    try {
      const fetch = toAsked(known) === 'bank' ? fetchStanding : fetchTransferOrder
      const answer = await fetch(known.id, stop.signal)
      isUnanswered.value = false
      // An act of the person may have been answered meanwhile, and knows more.
      if (order.value === known) take(answer)
    } catch (error) {
      if (isAbort(error)) return
      isUnanswered.value = true
      askLater(RETRY_MS)
    }
  }

  /** Somebody comes back from the bank's app or page. */
  function onSeen(): void {
    if (document.visibilityState === 'visible' && order.value && toAsked(order.value)) askLater(0)
  }

  watch(
    order,
    (now, before) => {
      if (now?.state !== before?.state) times = 0
      askLater(now && toAskAfterMs({ state: now.state, approval: approval.value }, times))
    },
    { immediate: true },
  )
  document.addEventListener('visibilitychange', onSeen, { signal: stop.signal })
  onScopeDispose(() => {
    stop.abort()
    window.clearTimeout(timer)
  })
  function askNow(): Promise<void> {
    askLater(null)
    return ask()
  }
  return { isUnanswered: readonly(isUnanswered), askNow }
}
