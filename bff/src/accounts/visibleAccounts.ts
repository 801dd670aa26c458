import type { ShareLevel, View } from '@skrin/shared/api/sharing'
import type { AccountId, MemberId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'
import { compareLevels, lowerLevel } from './accessLevels.ts'
import { highest, joinObservations } from './joinObservations.ts'
import type { VisibleAccount } from './joinObservations.ts'
import { listObservations } from './listObservations.ts'

/** Who is looking: a member, or a script with one of their API tokens, which opens some accounts only. */
export interface Viewer {
  readonly member: MemberId
  /** The accounts that the token was made for; null: the member in person. */
  readonly scope: ReadonlyMap<AccountId, ShareLevel> | null
}

export interface VisibleFilter {
  readonly account?: readonly AccountId[] | undefined
  readonly member?: readonly MemberId[] | undefined
  readonly bank?: readonly string[] | undefined
  readonly view?: View | undefined
}

/**
 * The one place that says which accounts somebody may see, and how much of each. Every list, total, search, filter and
 * trend starts here; what is not in this list has no part in any answer.
 */
export async function listVisibleAccounts(
  db: Database,
  { member, scope }: Viewer,
  filter: VisibleFilter = {},
): Promise<VisibleAccount[]> {
  const joined = joinObservations(await listObservations(db, member))
  const mine = filter.view === 'mine' ? joined.filter(({ level }) => level === 'own') : joined
  const opened = scope === null ? mine : mine.flatMap((account) => limitTo(scope, account))
  return opened.filter((account) => isWanted(account, filter))
}

/** Those of which the viewer sees transactions: the others are in no list of them, under no filter. */
export async function listOpenAccounts(
  db: Database,
  viewer: Viewer,
  filter: VisibleFilter = {},
): Promise<VisibleAccount[]> {
  const accounts = await listVisibleAccounts(db, viewer, filter)
  return accounts.filter(({ level }) => level !== 'balance')
}

/** What a token leaves: never more of an account than it was made for, and never what makes its owner its owner. */
function limitTo(
  scope: ReadonlyMap<AccountId, ShareLevel>,
  account: VisibleAccount,
): VisibleAccount[] {
  const [most] = account.observations.flatMap(({ id }) => scope.get(id) ?? []).sort(compareLevels)
  if (most === undefined) return []
  const [first, ...others] = account.observations
  const limit = (one: typeof first) => ({ ...one, level: lowerLevel(one.level, most) })
  const observations = [limit(first), ...others.map(limit)] as const
  return [{ ...account, level: highest(observations), observations: [...observations] }]
}

/** By any of its people and banks, and by any id under which the viewer may know it. */
function isWanted({ observations }: VisibleAccount, filter: VisibleFilter): boolean {
  const { account, member, bank } = filter
  return (
    (!account || observations.some(({ id }) => account.includes(id))) &&
    (!member || observations.some(({ member_id: id }) => member.includes(id))) &&
    (!bank || observations.some((one) => bank.includes(one.bank)))
  )
}
