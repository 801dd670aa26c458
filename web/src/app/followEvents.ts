import { watch } from 'vue'
import type { MemberId } from '@skrin/shared/brand'

/** The first page and its figures come first. */
const AFTER_MS = 1500

/** Listens for whoever is signed in, and stops when they leave. The page works without. */
export function followEvents(getMember: () => MemberId | null): void {
  watch(
    getMember,
    (member, _before, onCleanup) => {
      if (member === null) return
      const leaving = new AbortController()
      const timer = window.setTimeout(() => void start(member, leaving.signal), AFTER_MS)
      onCleanup(() => {
        window.clearTimeout(timer)
        leaving.abort()
      })
    },
    { immediate: true },
  )
}

async function start(member: MemberId, signal: AbortSignal): Promise<void> {
  const { startEvents } = await import('../events/startEvents.ts')
  await startEvents(member, signal)
}
