import { computed } from 'vue'
import type { TransactionFilter } from '../api/transactions.ts'
import { usePreferences } from '../preferences/usePreferences.ts'

/** What the chosen view adds to what is asked for: nothing for the household, which is all that one may see. */
export function useViewFilter() {
  const preferences = usePreferences()

  return computed((): Pick<TransactionFilter, 'view'> =>
    preferences.view === 'mine' ? { view: 'mine' } : {},
  )
}
