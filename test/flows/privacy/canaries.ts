/** Stands in every text that only its owner may read. */
export const HIDDEN = 'HIDDEN'
/** Stands in what an API token was not made for, though its maker sees it. */
export const UNSCOPED = 'UNSCOPED'
/** Stands in what only the owner of the household may read. */
export const OWNERS = 'OWNERS'

/** Figures that occur in no sum of others, and that only their owner may read. */
export const hiddenFigures = {
  balance: 987_654_321,
  available: 654_321_987,
  amounts: { private: -876_543_219, balance: -765_432_198 },
} as const
