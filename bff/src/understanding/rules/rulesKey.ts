import type { MemberId } from '@skrin/shared/brand'

/** For `transact`: a member's rules, and what they give to rows. */
export function rulesKey(member: MemberId): string {
  return `rules of ${member}`
}
