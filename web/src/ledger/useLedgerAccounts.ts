import { computed } from 'vue'
import { useAccounts } from '../api/useAccounts.ts'
import { useBanks } from '../api/useBanks.ts'
import { toAccountLabels } from './toAccountLabels.ts'

/** The accounts that transactions belong to, and what to call them. */
export function useLedgerAccounts() {
  const { answer } = useAccounts()
  const { getBankName } = useBanks()

  const accounts = computed(() =>
    answer.value.status === 'ready' ? answer.value.value.accounts : [],
  )
  const labels = computed(() => toAccountLabels(accounts.value, getBankName))

  return { accounts, labels, getBankName }
}
