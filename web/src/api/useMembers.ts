import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import { fetchMembers } from './household.ts'
import { toLoadable } from './loadable.ts'

const FRESH_MS = 30_000

/** Everybody who lives here, in the order they came. */
export function useMembers() {
  const query = useQuery({
    key: ['members'],
    query: ({ signal }) => fetchMembers(signal),
    staleTime: FRESH_MS,
  })
  const members = computed(() => query.data.value?.members ?? [])
  const answer = computed(() => toLoadable(query.state.value))
  return { answer, members, askAgain: () => query.refetch() }
}
