import type { Bank } from './bank.ts'
import { sbanken } from './sbanken/sbanken.ts'
import { seb } from './seb/seb.ts'

/** Every bank that Skrin speaks: one line each. */
export const registry = {
  seb,
  sbanken,
} as const satisfies Readonly<Record<string, Bank>>

export type RegisteredBankId = keyof typeof registry
