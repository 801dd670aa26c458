import type { Bank } from './bank.ts'

/** Every bank that Skrin speaks: one line each. */
export const registry = {} as const satisfies Readonly<Record<string, Bank>>

export type RegisteredBankId = keyof typeof registry
