import { computed } from 'vue'
import type { TransactionFilter } from '../api/transactions.ts'
import { useView } from './useView.ts'

/** What the chosen view adds to what is asked for: nothing for the household, which is all that one may see. */
export function useViewFilter() {
  const view = useView()

  return computed((): Pick<TransactionFilter, 'view'> =>
    view.value === 'mine' ? { view: 'mine' } : {},
  )
}
