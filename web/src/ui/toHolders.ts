import type { Account } from '@skrin/shared/api/accounts'

/** Whose account it is, in words: as the bank writes it, or else the people here who have connected it. */
export function toHolders({ holder, owner, owners }: Account): string {
  if (owners.length > 1) return owners.map(({ name }) => name).join(', ')
  return holder ?? owner.name
}
