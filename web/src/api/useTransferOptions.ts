import { useQuery } from '@pinia/colada'
import { computed, toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { fetchTransferOptions } from './transferOrders.ts'
import { toLoadable } from './loadable.ts'

const FRESH_MS = 10_000

/** Between which accounts money can be moved. `enabled`: nothing is asked for those who move none. */
export function useTransferOptions(enabled: MaybeRefOrGetter<boolean> = true) {
  const query = useQuery({
    key: ['transfer-options'],
    query: ({ signal }) => fetchTransferOptions(signal),
    enabled: () => toValue(enabled),
    staleTime: FRESH_MS,
  })
  const answer = computed(() => toLoadable(query.state.value))
  const connections = computed(() => query.data.value?.connections ?? [])
  const limits = computed(() => query.data.value?.limits ?? [])
  return { answer, connections, limits, askAgain: () => query.refetch() }
}
