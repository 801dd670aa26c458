import { toProblem } from '../api/apiError.ts'
import { useText } from '../i18n/useText.ts'
import { leavePage } from './leavePage.ts'
import { useSession } from './useSession.ts'
import { useToasts } from '../ui/useToasts.ts'

/** Signs out and loads the page anew, so that nothing of the person stays in memory. */
export function useSignOut(): () => Promise<void> {
  const session = useSession()
  const toasts = useToasts()
  const { t } = useText()

  return async function signOut() {
    try {
      await session.signOut()
      leavePage()
    } catch (error) {
      toasts.show(t(`problems.${toProblem(error).code}`))
    }
  }
}
