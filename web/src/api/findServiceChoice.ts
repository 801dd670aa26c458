import type { BankEntry, ConnectChoice } from '@skrin/shared/api/banks'

/** The choice of a bank behind it that a service has to be given; null for a bank that is one itself. */
export function findServiceChoice({ choices }: BankEntry): ConnectChoice | null {
  return choices.find(({ source }) => source === 'bank') ?? null
}
