import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import { fetchInvites } from './invites.ts'
import { toLoadable } from './loadable.ts'

/** The open invitations. Asked for each time they are looked at: one may have been used just now. */
export function useInvites() {
  const query = useQuery({
    key: ['invites'],
    query: ({ signal }) => fetchInvites(signal),
    staleTime: 0,
  })
  const invites = computed(() => query.data.value?.invites ?? [])
  const answer = computed(() => toLoadable(query.state.value))
  return { answer, invites, askAgain: () => query.refetch() }
}
