import type { Member } from '@skrin/shared/api/session'
import { toDecimal } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import { AppError } from '../appError.ts'
import { inSession, noteAccess } from '../household/accessLog.ts'
import { transact } from '../store/transact.ts'
import { toHostLimit } from './dailyLimits.ts'
import { memberOrdersKey } from './orderRows.ts'
import { selectOwnAccounts } from './transferAccounts.ts'
import type { TransferDeps } from './transferDeps.ts'

/**
 * What a person lets themselves move in a day; 0: nothing.
 * @throws AppError bad_request above the host's limit, below 0, and in a currency that no account of theirs has
 */
export async function changeLimit(
  deps: Pick<TransferDeps, 'db' | 'clock' | 'config'>,
  member: Member,
  limit: Money,
): Promise<void> {
  const host = toHostLimit(deps.config, limit.currency)
  if (limit.minor < 0 || limit.minor > host.minor)
    throw new AppError('bad_request', { field: 'limit.minor' })
  await transact(deps.db, memberOrdersKey(member.id), async (db) => {
    const account = await selectOwnAccounts(db, member.id)
      .where('accounts.currency', '=', limit.currency)
      .executeTakeFirst()
    if (!account) throw new AppError('bad_request', { field: 'limit.currency' })
    await db
      .insertInto('transfer_limits')
      .values({ member_id: member.id, currency: limit.currency, limit_minor: limit.minor })
      .onConflict((conflict) =>
        conflict.columns(['member_id', 'currency']).doUpdateSet({ limit_minor: limit.minor }),
      )
      .execute()
    await noteAccess(
      { ...deps, db },
      {
        actor: inSession(member),
        about: member.id,
        event: 'transfer_limit.changed',
        subject: { limit: `${toDecimal(limit)} ${limit.currency}` },
      },
    )
  })
}
