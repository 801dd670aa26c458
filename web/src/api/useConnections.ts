import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import { fetchConnections } from './connections.ts'
import { toLoadable } from './loadable.ts'

const FRESH_MS = 30_000

/** My connections, with their state. */
export function useConnections() {
  const query = useQuery({
    key: ['connections'],
    query: ({ signal }) => fetchConnections(signal),
    staleTime: FRESH_MS,
  })
  const connections = computed(() => query.data.value?.connections ?? [])
  const answer = computed(() => toLoadable(query.state.value))
  return { answer, connections, askAgain: () => query.refetch() }
}
