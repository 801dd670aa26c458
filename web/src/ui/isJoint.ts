import type { Account } from '@skrin/shared/api/accounts'

const separator = /\s*(?:[,;/&+]|\s(?:og|och|and)\s)\s*/i

/** True when several people have connected it, or the bank names several holders. */
export function isJoint({ holder, owners }: Pick<Account, 'holder' | 'owners'>): boolean {
  if (owners.length > 1) return true
  return holder !== null && holder.split(separator).filter((name) => name !== '').length > 1
}
