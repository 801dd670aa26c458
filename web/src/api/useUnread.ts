import { useQuery, useQueryCache } from '@pinia/colada'
import { computed } from 'vue'
import { fetchUnread } from './unread.ts'

const FRESH_MS = 60_000

/** How many notices wait; 0 until it is known, and when it cannot be. */
export function useUnread() {
  const query = useQuery({
    key: ['notices', 'unread'],
    query: ({ signal }) => fetchUnread(signal),
    staleTime: FRESH_MS,
  })
  const cache = useQueryCache()
  const unread = computed(() => query.data.value?.unread ?? 0)

  /** What an answer said meanwhile. */
  function note(count: number): void {
    cache.setQueryData(['notices', 'unread'], { unread: count })
  }

  return { unread, note }
}
