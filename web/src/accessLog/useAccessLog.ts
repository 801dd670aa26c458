import { computed, onScopeDispose, shallowRef } from 'vue'
import type { AccessEntry } from '@skrin/shared/api/accessLog'
import { fetchAccessLog } from '../api/accessLog.ts'
import { useTask } from '../api/useTask.ts'

/** The log, one answer after the other, newest first. */
export function useAccessLog() {
  const entries = shallowRef<readonly AccessEntry[]>([])
  const cursor = shallowRef<string | null>(null)
  const { busy, failure, run } = useTask()
  const leaving = new AbortController()
  onScopeDispose(() => leaving.abort())

  async function load(from?: string): Promise<void> {
    await run(async () => {
      const answer = await fetchAccessLog(from, leaving.signal)
      entries.value = [...(from === undefined ? [] : entries.value), ...answer.entries]
      cursor.value = answer.nextCursor
    })
  }
  async function loadMore(): Promise<void> {
    if (cursor.value !== null && !busy.value) await load(cursor.value)
  }

  void load()
  return {
    entries,
    isComplete: computed(() => cursor.value === null),
    busy,
    failure,
    loadMore,
    startAgain: () => load(),
  }
}
