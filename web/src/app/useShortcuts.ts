import { onScopeDispose } from 'vue'
import { useRouter } from 'vue-router'
import { useOverlays } from './useOverlays.ts'

/** The keys that work on every page. Keys of a list belong to the list. */
export function useShortcuts(): void {
  const overlays = useOverlays()
  const router = useRouter()

  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented) return
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      event.preventDefault()
      overlays.open('palette')
      return
    }
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return
    if (overlays.current !== null || document.querySelector('[role=dialog]')) return
    if (event.key === '?') overlays.open('keyboard')
    if (event.key === '/') {
      event.preventDefault()
      void focusSearch()
    }
  }

  async function focusSearch(): Promise<void> {
    const field = document.querySelector<HTMLElement>('main input[type=search]')
    if (field) field.focus()
    else await router.push({ name: 'transactions', query: { focus: 'search' } })
  }

  document.addEventListener('keydown', onKey)
  onScopeDispose(() => document.removeEventListener('keydown', onKey))
}

/** Letters mean something else there: they are written, or choose from a list. */
const takesLetters = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]'

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event
  return target instanceof HTMLElement && target.closest(takesLetters) !== null
}
