import { computed } from 'vue'
import type { View } from '@skrin/shared/api/sharing'
import { usePreferences } from '../preferences/usePreferences.ts'
import { useSession } from '../session/useSession.ts'

/** Whose accounts are looked at. A child has none of their own, whatever was chosen in this browser before. */
export function useView() {
  const preferences = usePreferences()
  const session = useSession()

  return computed((): View => (session.member?.role === 'child' ? 'household' : preferences.view))
}
