import { useQueryCache } from '@pinia/colada'
import { readonly, ref } from 'vue'
import type { ConnectionId } from '@skrin/shared/brand'
import { refreshConnection } from './connections.ts'

/** Asks one bank again because a person wants it, then lets everything that rests on its answer be asked for anew. */
export function useAskBank() {
  const cache = useQueryCache()
  const busy = ref<ConnectionId | null>(null)

  /** @throws ApiError when Skrin itself could not ask; a bank that fails is an outcome in the next answers */
  async function askBank(id: ConnectionId): Promise<void> {
    busy.value = id
    try {
      await refreshConnection(id)
      await Promise.all([
        cache.invalidateQueries({ key: ['accounts'] }),
        cache.invalidateQueries({ key: ['connections'] }),
      ])
    } finally {
      busy.value = null
    }
  }

  return { busy: readonly(busy), askBank }
}
