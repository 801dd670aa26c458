import { useQuery } from '@pinia/colada'
import { computed, toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'

import { fetchBankClients } from './bankClients.ts'
import { toLoadable } from './loadable.ts'

/** One's own bank clients; asked for only while `enabled`, since a child has none. */
export function useBankClients(enabled: MaybeRefOrGetter<boolean>) {
  const query = useQuery({
    key: ['bank-clients'],
    query: ({ signal }) => fetchBankClients(signal),
    staleTime: 0,
    enabled: () => toValue(enabled),
  })
  const bankClients = computed(() => query.data.value?.bankClients ?? [])
  const answer = computed(() => toLoadable(query.state.value))
  return { answer, bankClients, askAgain: () => query.refetch() }
}
