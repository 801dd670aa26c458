import { useQueryCache } from '@pinia/colada'

/** What an import changes, or its undoing: everything that is made of transactions is asked for anew when it is next looked at. */
export function useAfterImport(): () => Promise<void> {
  const cache = useQueryCache()
  return async () => {
    for (const key of ['accounts', 'transactions', 'transaction', 'totals', 'insights', 'imports'])
      await cache.invalidateQueries({ key: [key] })
  }
}
