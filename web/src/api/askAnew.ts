import type { PiniaColadaPlugin } from '@pinia/colada'

/**
 * Leaving a page calls off what it still waits for. The next page that wants the same asks anew: by itself the cache would
 * have it wait for the request that was called off, for ever.
 */
export const askAnew: PiniaColadaPlugin = ({ queryCache }) => {
  queryCache.$onAction(({ name, args }) => {
    if (name !== 'refresh') return
    const [entry] = args
    if (entry.pending?.abortController.signal.aborted) queryCache.cancel(entry)
  })
}
