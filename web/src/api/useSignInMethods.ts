import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import { toLoadable } from './loadable.ts'
import { fetchSignInMethods } from './signInMethods.ts'

/** One's own ways in. Asked for each time they are looked at: another browser may have changed them. */
export function useSignInMethods() {
  const query = useQuery({
    key: ['sign-in-methods'],
    query: ({ signal }) => fetchSignInMethods(signal),
    staleTime: 0,
  })
  const answer = computed(() => toLoadable(query.state.value))
  return { answer, askAgain: () => query.refetch() }
}
