import { onScopeDispose } from 'vue'

const NEAR_TOP_PX = 200

/** Does work once the page is at its top: rows that come above those that somebody reads would push them away. */
export function useAtTop(): (work: () => void) => void {
  let waiting: (() => void) | null = null
  const isAtTop = () => window.scrollY < NEAR_TOP_PX
  const look = () => {
    if (!waiting || !isAtTop()) return
    const work = waiting
    waiting = null
    work()
  }
  window.addEventListener('scroll', look, { passive: true })
  onScopeDispose(() => window.removeEventListener('scroll', look))
  return (work) => {
    waiting = work
    look()
  }
}
