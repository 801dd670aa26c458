import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import type { InsightsRequest } from '../api/insights.ts'
import { toLoadable } from '../api/loadable.ts'

const FRESH_MS = 60_000

/** One of the page's answers. While another period is on its way the one before stays. */
export function useInsight<Answer>(
  name: string,
  fetchAnswer: (request: InsightsRequest, signal: AbortSignal) => Promise<Answer>,
  toRequest: () => InsightsRequest,
) {
  const query = useQuery({
    key: () => ['insights', name, JSON.stringify(toRequest())],
    query: ({ signal }) => fetchAnswer(toRequest(), signal),
    staleTime: FRESH_MS,
    placeholderData: (previous?: Answer) => previous,
  })
  const answer = computed(() => toLoadable({ data: query.data.value, error: query.error.value }))
  return { answer, askAgain: () => query.refetch() }
}
