import type { Bank } from '../banks/bank.ts'
import type { ConnectionRow } from './connectionRows.ts'

/** A connection as the access log names it: the bank and, in an alliance, which one of it. */
export function toConnectionWords(
  bank: Bank | undefined,
  { bank: id, label }: Pick<ConnectionRow, 'bank' | 'label'>,
): Record<string, string> {
  return { bank: bank?.manifest.name ?? id, ...(label !== null && { label }) }
}
