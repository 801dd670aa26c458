import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import type { AccountsAnswer } from '@skrin/shared/api/accounts'
import { fetchAccounts } from './accounts.ts'
import type { Loadable } from './loadable.ts'

const FRESH_MS = 60_000

/** Accounts as last known at once, then as the banks answer. A failed asking never hides what is known. */
export function useAccounts() {
  const cached = useQuery({
    key: ['accounts', 'cached'],
    query: ({ signal }) => fetchAccounts({ prefer: 'cache', signal }),
    staleTime: Infinity,
  })
  const live = useQuery({
    key: ['accounts', 'live'],
    query: ({ signal }) => fetchAccounts({ signal }),
    staleTime: FRESH_MS,
  })

  const answer = computed((): Loadable<AccountsAnswer> => {
    const known = live.data.value ?? cached.data.value
    if (known) return { status: 'ready', value: known }
    if (live.error.value) return { status: 'failed', error: live.error.value }
    return { status: 'loading' }
  })
  /** True while the banks are being asked. */
  const asking = computed(() => live.asyncStatus.value === 'loading')

  /** Why the last asking failed, for the page that still shows what was known before. */
  const failure = computed(() => live.error.value)

  return { answer, asking, failure, askAgain: () => live.refetch() }
}
