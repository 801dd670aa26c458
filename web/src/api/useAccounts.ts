import { useQuery } from '@pinia/colada'
import { computed, toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import type { AccountsAnswer } from '@skrin/shared/api/accounts'
import type { View } from '@skrin/shared/api/sharing'
import { fetchAccounts } from './accounts.ts'
import type { Loadable } from './loadable.ts'

const FRESH_MS = 60_000

/** Accounts as last known at once, then as the banks answer. A failed asking never hides what is known. */
export function useAccounts(view: MaybeRefOrGetter<View> = 'household') {
  /** The household is what is answered when nothing is said. */
  const asked = computed(() => (toValue(view) === 'mine' ? 'mine' : undefined))
  const cached = useQuery({
    key: () => ['accounts', 'cached', toValue(view)],
    query: ({ signal }) => fetchAccounts({ prefer: 'cache', view: asked.value, signal }),
    staleTime: Infinity,
  })
  const live = useQuery({
    key: () => ['accounts', 'live', toValue(view)],
    query: ({ signal }) => fetchAccounts({ view: asked.value, signal }),
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
