import type { Share } from '@skrin/shared/api/sharing'
import type { Member } from '@skrin/shared/api/session'
import type { AccountId, MemberId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { connectionsKey } from '../connections/connectionRows.ts'
import { noteChange } from '../events/noteChange.ts'
import { noteAccess } from '../household/accessLog.ts'
import type { Actor } from '../household/accessLog.ts'
import { listMembers, requireAdult } from '../household/members.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'
import type { VisibleAccount } from './joinObservations.ts'
import { listOwnRows, listShares } from './shares.ts'
import { listVisibleAccounts } from './visibleAccounts.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

interface Change {
  readonly account: AccountId
  readonly shares: readonly Share[]
  readonly by: Actor
}

/**
 * With whom a member shares an account, all at once. It is about their own observation: what others who have the same
 * account share of theirs stays as it is. Holds from the next request on.
 * @throws AppError not_found for what is not the member's own, bad_request for people who cannot be shared with
 */
export async function changeSharing(
  { db, clock }: Deps,
  member: MemberId,
  { account: id, shares, by }: Change,
): Promise<VisibleAccount> {
  return transact(db, connectionsKey(member), async (transaction) => {
    await requireAdult(transaction, member)
    const account = await findOwnAccount(transaction, member, id)
    if (!account) throw new AppError('not_found')
    const names = toAudiences(await listMembers(transaction), member, shares)
    const before = (await listShares(transaction, [account])).get(account.id) ?? []
    await replaceShares(transaction, listOwnRows(account), shares)
    const { name } = account.observations[0]
    for (const { event, audience, level } of compare(before, shares)) {
      const subject = { account: name, with: names.get(audience) ?? 'household', level }
      await noteAccess({ db: transaction, clock }, { actor: by, about: member, event, subject })
    }
    await noteChange({ db: transaction, clock }, listOwnRows(account))
    return account
  })
}

async function findOwnAccount(db: Database, member: MemberId, id: AccountId) {
  const accounts = await listVisibleAccounts(db, { member, scope: null }, { account: [id] })
  return accounts.find(({ level }) => level === 'own')
}

/** What everybody is called. @throws AppError bad_request for oneself, the unknown, and anybody named twice */
function toAudiences(
  members: readonly Member[],
  member: MemberId,
  shares: readonly Share[],
): Map<string, string> {
  const names = new Map<string, string>(members.map(({ id, name }) => [id, name]))
  const audiences = new Set(shares.map((share) => share.with))
  const isFine = (audience: Share['with']) =>
    audience === 'household' || (audience !== member && names.has(audience))
  if (audiences.size !== shares.length || ![...audiences].every(isFine))
    throw new AppError('bad_request', { field: 'shares' })
  return names
}

async function replaceShares(
  db: Database,
  accounts: readonly AccountId[],
  shares: readonly Share[],
): Promise<void> {
  await db.deleteFrom('shares').where('account_id', 'in', accounts).execute()
  if (shares.length === 0) return
  const rows = accounts.flatMap((account_id) =>
    shares.map((share) => ({ account_id, audience: share.with, level: share.level })),
  )
  await db.insertInto('shares').values(rows).execute()
}

function compare(before: readonly Share[], after: readonly Share[]) {
  const isAmong = (shares: readonly Share[], { with: audience, level }: Share) =>
    shares.some((share) => share.with === audience && share.level === level)
  const shared = after.filter((share) => !isAmong(before, share))
  const unshared = before.filter((share) => !after.some((one) => one.with === share.with))
  return [
    ...shared.map((share) => toChange('account.shared', share)),
    ...unshared.map((share) => toChange('account.unshared', share)),
  ]
}

function toChange(event: 'account.shared' | 'account.unshared', share: Share) {
  return { event, audience: share.with, level: share.level }
}
