import { useQuery } from '@pinia/colada'
import { computed, watch } from 'vue'
import type { Instant, NoticeId } from '@skrin/shared/brand'
import { toLoadable } from './loadable.ts'
import { fetchNotices, markAllNotices, markNotice } from './notices.ts'
import { useUnread } from './useUnread.ts'

/** What one was told. Asked for each time it is looked at. */
export function useNotices() {
  const query = useQuery({
    key: ['notices', 'list'],
    query: ({ signal }) => fetchNotices(signal),
    staleTime: 0,
  })
  const { note } = useUnread()
  const answer = computed(() => toLoadable(query.state.value))
  watch(query.data, (told) => told && note(told.unread))

  async function markRead(id: NoticeId): Promise<void> {
    note((await markNotice(id, true)).unread)
    await query.refetch()
  }
  async function markAllRead(until: Instant): Promise<void> {
    note((await markAllNotices(until)).unread)
    await query.refetch()
  }

  return { answer, askAgain: () => query.refetch(), markRead, markAllRead }
}
