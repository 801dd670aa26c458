import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import { fetchQuestions } from './ledger.ts'
import { toLoadable } from './loadable.ts'

const FRESH_MS = 60_000

/** What the ledger cannot decide alone, about one's own accounts. */
export function useQuestions() {
  const query = useQuery({
    key: ['questions'],
    query: ({ signal }) => fetchQuestions(signal),
    staleTime: FRESH_MS,
  })
  const answer = computed(() => toLoadable(query.state.value))
  const questions = computed(() => query.data.value?.questions ?? [])
  return { answer, questions, askAgain: () => query.refetch() }
}
