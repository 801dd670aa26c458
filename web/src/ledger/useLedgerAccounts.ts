import { computed, watch } from 'vue'
import { useAccounts } from '../api/useAccounts.ts'
import { useBanks } from '../api/useBanks.ts'
import { toAccountLabels } from './toAccountLabels.ts'
import { useView } from './useView.ts'
import { useViewMatters } from './useViewMatters.ts'

/** The accounts of the chosen view that transactions belong to, and what to call them. */
export function useLedgerAccounts() {
  const view = useView()
  const { answer, asking, failure, askAgain } = useAccounts(view)
  const { getBankName } = useBanks()
  const viewMatters = useViewMatters()

  const accounts = computed(() =>
    answer.value.status === 'ready' ? answer.value.value.accounts : [],
  )
  const labels = computed(() => toAccountLabels(accounts.value, getBankName))

  watch(answer, ({ status }) => {
    if (status === 'ready' && view.value === 'household') viewMatters.learn(accounts.value)
  })

  return { answer, asking, failure, askAgain, accounts, labels, getBankName }
}
