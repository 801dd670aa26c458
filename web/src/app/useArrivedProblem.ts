import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { problemCodes } from '@skrin/shared/problems'
import { useText } from '../i18n/useText.ts'
import { useToasts } from '../ui/useToasts.ts'

const codes = problemCodes.filter((code) => code.startsWith('sso_'))
/** They say it themselves, in their own place. */
const speaking = ['sign-in', 'sign-in-methods']

/** Says what went wrong at the single sign-on when it brings the browser back to whatever page it left. */
export function useArrivedProblem(): void {
  const { t } = useText()
  const toasts = useToasts()
  const route = useRoute()
  const router = useRouter()

  watch(
    () => route.query.problem,
    async (problem) => {
      const code = codes.find((known) => known === problem)
      if (!code || speaking.includes(String(route.name))) return
      toasts.show(t(`problems.${code}`))
      const { problem: _, ...query } = route.query
      await router.replace({ path: route.path, query })
    },
    { immediate: true },
  )
}
