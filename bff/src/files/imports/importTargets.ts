import type { ImportTarget } from '@skrin/shared/api/files'
import type { AccountId, Currency, MemberId } from '@skrin/shared/brand'
import { parseCurrency } from '@skrin/shared/money'
import { listVisibleAccounts } from '../../accounts/visibleAccounts.ts'
import type { Observation } from '../../accounts/listObservations.ts'
import { AppError } from '../../appError.ts'
import type { Database } from '../../store/database.ts'
import type { StatementHead } from '../reading/fileContent.ts'

export interface ResolvedTarget {
  /** null: it is still to be made. */
  readonly account: AccountId | null
  readonly currency: Currency
}

/**
 * The account that rows are to go to, if it is the member's own.
 * @throws AppError not_found · forbidden for what somebody else shares
 */
export async function resolveTarget(
  db: Database,
  member: MemberId,
  target: ImportTarget,
): Promise<ResolvedTarget> {
  if (!('account' in target)) return { account: null, currency: parseCurrency(target.currency) }
  const filter = { account: [target.account] }
  const [account] = await listVisibleAccounts(db, { member, scope: null }, filter)
  if (!account) throw new AppError('not_found')
  const own = account.observations.filter(isOwn)
  const [first] = own
  if (!first) throw new AppError('forbidden')
  const { id, currency } = own.find((one) => one.id === target.account) ?? first
  return { account: id, currency: parseCurrency(currency) }
}

/** The member's account whose number a file names; null: none, or several. */
export async function findTarget(
  db: Database,
  member: MemberId,
  { number, currency }: StatementHead,
): Promise<ImportTarget | null> {
  const wanted = toPlain(number)
  if (wanted.length < 6) return null
  const accounts = await listVisibleAccounts(db, { member, scope: null }, { view: 'mine' })
  const found = accounts
    .flatMap(({ observations }) => observations.filter(isOwn))
    .filter((one) => isSame(one, wanted) && (currency === null || one.currency === currency))
  const [only, ...others] = found
  return only && others.length === 0 ? { account: only.id } : null
}

function isOwn({ level }: Observation): boolean {
  return level === 'own'
}

/** An IBAN ends in the domestic number. */
function isSame({ number, iban }: Observation, wanted: string): boolean {
  const known = [toPlain(number), toPlain(iban)].filter((one) => one.length >= 6)
  return known.some((one) => one === wanted || one.endsWith(wanted) || wanted.endsWith(one))
}

function toPlain(number: string | null): string {
  return (number ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '')
}
