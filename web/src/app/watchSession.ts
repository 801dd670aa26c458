import { onProblem } from '../api/apiClient.ts'
import { ApiError } from '../api/apiError.ts'

export interface WatchedSession {
  readonly member: { readonly id: string } | null
  isStillMe(): Promise<boolean>
}
export interface WatchedPage {
  readonly document: Pick<Document, 'addEventListener' | 'visibilityState'>
  readonly location: Pick<Location, 'pathname' | 'search' | 'assign' | 'reload'>
  addEventListener(type: 'pageshow', listener: (event: { persisted: boolean }) => void): void
}
type OnOtherTab = (listener: () => void) => unknown

/**
 * Leaves the page when its person is no longer signed in: the session ended, or another tab signed in somebody else.
 * Always by loading anew, so that nothing of one person stays in memory for the next.
 */
export function watchSession(
  session: WatchedSession,
  page: WatchedPage,
  onOtherTab: OnOtherTab,
): void {
  const { document, location } = page
  // A call that was under way while the session was made anew hears this too, and then nobody has left.
  onProblem(({ code }) => {
    if (code === 'unauthenticated' && session.member !== null) void check()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && session.member !== null) void check()
  })
  // A tab beside this one may be in plain sight, and nobody comes back to it.
  onOtherTab(() => {
    if (session.member !== null) void check()
  })
  // Browsers keep whole pages for the way back: one of a person who has signed out since must not come back.
  page.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    if (session.member === null) location.reload()
    else void check()
  })

  async function check(): Promise<void> {
    try {
      if (!(await session.isStillMe())) leave()
    } catch (error) {
      // No answer is no news: what the page shows carries its own time, and its next call will tell.
      if (!(error instanceof ApiError)) throw error
    }
  }

  function leave(): void {
    const to = location.pathname + location.search
    location.assign(`/sign-in?${new URLSearchParams({ to }).toString()}`)
  }
}
