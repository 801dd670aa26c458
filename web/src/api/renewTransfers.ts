import type { useQueryCache } from '@pinia/colada'

/** Whatever shows orders, limits and what is waiting: wrong as soon as an order has ended or a switch is turned. */
const restingKeys = [
  ['transfer-orders', 'all'],
  ['transfer-orders', 'open'],
  ['transfer-options'],
  ['connections'],
]

/** Ends when all of it has been asked anew. What fails shows where its figures stand, not here. */
export async function renewTransfers(cache: ReturnType<typeof useQueryCache>): Promise<void> {
  await Promise.allSettled(restingKeys.map((key) => cache.invalidateQueries({ key })))
}
