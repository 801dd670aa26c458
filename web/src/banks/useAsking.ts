import { useQueryCache } from '@pinia/colada'
import { shallowRef } from 'vue'
import type { Outcome } from '@skrin/shared/api/connections'
import type { ConnectionId } from '@skrin/shared/brand'
import { refreshConnection } from '../api/connections.ts'

type ByConnection<T> = ReadonlyMap<ConnectionId, T>

/** Asks one bank again, remembers how it went, and lets every page know that the figures moved. */
export function useAsking() {
  const cache = useQueryCache()
  const asking = shallowRef<ReadonlySet<ConnectionId>>(new Set())
  const outcomes = shallowRef<ByConnection<Outcome>>(new Map())
  const failure = shallowRef<unknown>(null)

  /** The outcome; null when Skrin itself did not answer. */
  async function ask(id: ConnectionId): Promise<Outcome | null> {
    asking.value = new Set([...asking.value, id])
    failure.value = null
    try {
      const outcome = await refreshConnection(id)
      outcomes.value = new Map([...outcomes.value, [id, outcome]])
      await forgetFigures()
      return outcome
    } catch (error) {
      failure.value = error
      return null
    } finally {
      asking.value = new Set([...asking.value].filter((other) => other !== id))
    }
  }

  /** Figures and connections are asked for anew where they are shown. */
  async function forgetFigures(): Promise<void> {
    await Promise.all([
      cache.invalidateQueries({ key: ['connections'] }),
      cache.invalidateQueries({ key: ['accounts'] }),
      cache.invalidateQueries({ key: ['transactions'] }),
    ])
  }

  return { asking, outcomes, failure, ask, forgetFigures }
}
