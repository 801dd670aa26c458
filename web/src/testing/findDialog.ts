import { vi } from 'vitest'

/** The dialog over the page. Dialogs come in a chunk of their own, so a machine at work may need a while. */
export function findDialog(): Promise<HTMLElement> {
  return vi.waitUntil(() => document.querySelector<HTMLElement>('[role=dialog]'), {
    timeout: 15_000,
  })
}
