import { useQuery } from '@pinia/colada'
import * as v from 'valibot'
import { computed } from 'vue'
import { callApi } from './apiClient.ts'
import { toLoadable } from './loadable.ts'

const FRESH_MS = 60_000
/** As little of the answer as the first page needs: the contract itself comes with those who show the questions. */
const schema = v.object({ questions: v.array(v.unknown()) })

/** How many transactions wait for a person to say whether they are another one. */
export function useQuestionCount() {
  const query = useQuery({
    key: ['questions', 'count'],
    query: ({ signal }) => callApi({ path: '/questions', schema, signal }),
    staleTime: FRESH_MS,
  })
  const answer = computed(() => toLoadable(query.state.value))
  const count = computed(() => query.data.value?.questions.length ?? 0)
  return { answer, count }
}
