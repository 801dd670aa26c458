import { useQuery, useQueryCache } from '@pinia/colada'
import { computed, shallowRef, watch } from 'vue'
import type {
  TransferApproval,
  TransferOrderAnswer,
  TransferReview,
} from '@skrin/shared/api/transferOrders'
import type { TransferOrderId } from '@skrin/shared/brand'
import { toLoadable } from '../api/loadable.ts'
import { renewTransfers } from '../api/renewTransfers.ts'
import { fetchTransferOrder } from '../api/transferOrders.ts'
import { toOrderKey } from './toOrderKey.ts'
import { useOrderAsking } from './useOrderAsking.ts'

/**
 * One order as the server knows it: asked anew whenever the page comes up, and again for as long as something is under way.
 * Nothing here sends it.
 */
export function useTransferOrder(id: TransferOrderId) {
  const cache = useQueryCache()
  const query = useQuery({
    key: toOrderKey(id),
    query: ({ signal }) => fetchTransferOrder(id, signal),
    staleTime: 0,
  })
  const order = computed(() => query.data.value?.order ?? null)
  /** Each is told in some answers only, and stays known. */
  const request = shallowRef<TransferReview['request'] | null>(null)
  const similar = shallowRef<TransferReview['similar']>([])
  const approval = shallowRef<TransferApproval | null>(null)

  function note(answer: TransferOrderAnswer): void {
    request.value = answer.request ?? request.value
    similar.value = answer.similar ?? similar.value
    const isWaiting = answer.order.state === 'approval'
    approval.value = isWaiting ? (answer.order.approval ?? approval.value) : null
  }

  /** Takes over what an act, or the bank, said of it. */
  function take(answer: TransferOrderAnswer): void {
    const { state, decision } = order.value ?? {}
    cache.setQueryData(toOrderKey(id), answer)
    const isNews = state !== answer.order.state || decision !== answer.order.decision
    if (isNews) void renewTransfers(cache)
  }

  watch(
    () => query.data.value,
    (answer) => answer && note(answer),
    { immediate: true },
  )
  const { isUnanswered, askNow } = useOrderAsking({ order, approval, take })

  return {
    answer: computed(() => toLoadable(query.state.value)),
    order,
    request,
    similar,
    approval,
    isUnanswered,
    take,
    askNow,
    askAgain: () => query.refetch(),
  }
}
