import type { useQueryCache } from '@pinia/colada'
import { fetchAccounts } from './accounts.ts'

/** What is known now, in the place of what pages show; no bank is asked. What is being asked already comes by itself. */
export async function renewAccounts(cache: ReturnType<typeof useQueryCache>): Promise<void> {
  const entries = cache.getEntries({ key: ['accounts', 'live'] })
  const shown = entries.filter((entry) => entry.asyncStatus.value === 'idle' && entry.active)
  await Promise.all(
    shown.map(async ({ key }) => {
      const view = key[2] === 'mine' ? 'mine' : undefined
      const answer = await fetchAccounts({ prefer: 'cache', view })
      cache.setQueryData(key, answer)
    }),
  )
}
