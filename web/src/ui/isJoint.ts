import type { Account } from '@skrin/shared/api/accounts'

const separator = /\s*(?:[,;/&+]|\s(?:og|och|and)\s)\s*/i

/** True when the bank names several holders; the one whose connection brings the account is then one of them. */
export function isJoint({ holder }: Pick<Account, 'holder'>): boolean {
  return holder !== null && holder.split(separator).filter((name) => name !== '').length > 1
}
