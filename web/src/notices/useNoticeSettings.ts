import { useQuery, useQueryCache } from '@pinia/colada'
import { computed } from 'vue'
import type { NoticeSettings, NoticeSettingsRequest } from '@skrin/shared/api/notices'
import { toLoadable } from '../api/loadable.ts'
import { fetchNoticeSettings, saveNoticeSettings } from '../api/notices.ts'
import { useTask } from '../api/useTask.ts'
import { useText } from '../i18n/useText.ts'

const key = ['notice-settings']

/** One's own choices: each is kept as soon as it is made, and shown before the answer is there. */
export function useNoticeSettings() {
  const cache = useQueryCache()
  const { language } = useText()
  const { failure, run } = useTask()
  const query = useQuery({
    key,
    query: ({ signal }) => fetchNoticeSettings(signal),
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  const answer = computed(() => toLoadable(query.state.value))
  let saving = Promise.resolve(true)
  let waiting = 0

  function show(settings: NoticeSettings): void {
    cache.setQueryData(key, settings)
  }

  /** One after the other, so that the last choice is the one that stays. */
  async function change(changes: Partial<NoticeSettingsRequest>): Promise<void> {
    const known = query.data.value
    if (!known) return
    const chosen = { ...known, ...changes, language: changes.language ?? known.language }
    show(chosen)
    const { mail: _mail, push: _push, ...choices } = chosen
    const request = { ...choices, language: chosen.language ?? language.value }
    waiting++
    saving = saving.then(() => run(() => saveNoticeSettings(request)))
    const isKept = await saving
    waiting--
    if (!isKept && waiting === 0) await query.refetch()
  }

  return { answer, failure, show, change, askAgain: () => query.refetch() }
}
