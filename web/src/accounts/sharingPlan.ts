import type { Share, ShareLevel } from '@skrin/shared/api/sharing'
import type { MemberId } from '@skrin/shared/brand'

export type SharingReach = 'private' | 'household' | 'people'

/** What a person decides about one of their accounts. What belongs to another reach is kept for the way back to it. */
export interface SharingPlan {
  readonly reach: SharingReach
  /** For everybody, where the household is reached. */
  readonly everybody: ShareLevel
  /** Beside that: who sees how much; in the household, who sees more than everybody. */
  readonly people: ReadonlyMap<MemberId, ShareLevel>
}

export function toSharingPlan(shares: readonly Share[]): SharingPlan {
  const everybody = shares.find((share) => share.with === 'household')
  const people = new Map(
    shares.flatMap(({ with: who, level }) => (who === 'household' ? [] : [[who, level] as const])),
  )
  const reach = everybody ? 'household' : people.size > 0 ? 'people' : 'private'
  return { reach, everybody: everybody?.level ?? 'balance', people }
}

/** The shares that this amounts to: none for private, and nobody twice for nothing more. */
export function toShares({ reach, everybody, people }: SharingPlan): Share[] {
  if (reach === 'private') return []
  const chosen = [...people].map(([who, level]): Share => ({ with: who, level }))
  if (reach === 'people') return chosen
  const more = everybody === 'balance' ? chosen.filter(({ level }) => level === 'transactions') : []
  return [{ with: 'household', level: everybody }, ...more]
}
