import { aritma } from './aritma/aritma.ts'
import type { Bank } from './bank.ts'
import { enablebanking } from './enablebanking/enablebanking.ts'
import { sbanken } from './sbanken/sbanken.ts'
import { seb } from './seb/seb.ts'
import { sparebank1 } from './sparebank1/sparebank1.ts'

/** Every bank that Skrin speaks: one line each. */
export const registry = {
  aritma,
  enablebanking,
  seb,
  sbanken,
  sparebank1,
} as const satisfies Readonly<Record<string, Bank>>

export type RegisteredBankId = keyof typeof registry
