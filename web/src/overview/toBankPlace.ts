import type { Account } from '@skrin/shared/api/accounts'

/** A key for the bank that people have an account at: behind one service there are many. */
export function toBankPlace({ bank, bankLabel }: Pick<Account, 'bank' | 'bankLabel'>): string {
  return JSON.stringify([bank, bankLabel])
}
