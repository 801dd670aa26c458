import type { Observation } from './listObservations.ts'

/** Digits in a row, also in groups, and with what an IBAN begins with: nothing that people call an account has as many. */
const wholeNumber = /(?:\b[A-Z]{2})?\d(?:[ .]?\d){6,}/g
const SHOWN_DIGITS = 4

/** What a viewer may know an account as: several banks call one without a name by its number, which a balance does not tell. */
export function toShownName({ name, level }: Pick<Observation, 'name' | 'level'>): string {
  if (level !== 'balance') return name
  return name.replace(wholeNumber, (number) => `…${number.replace(/\D/g, '').slice(-SHOWN_DIGITS)}`)
}
