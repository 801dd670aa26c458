import type { AccountId } from '@skrin/shared/brand'
import { moneyFromDecimal, moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import { describeAccount } from '../accounts/describeAccount.ts'
import type { VisibleAccount } from '../accounts/joinObservations.ts'
import { listVisibleAccounts } from '../accounts/visibleAccounts.ts'
import { followCauses, toDedupe } from './followCauses.ts'
import { raiseNotices } from './raiseNotices.ts'
import type { RaiseDeps } from './raiseNotices.ts'
import { findChoice, listReaders } from './readers.ts'
import type { Reader } from './readers.ts'

/** Of a card or a loan the balance is a debt: it is always low. */
const kept = ['current', 'savings']

interface Low {
  readonly reader: Reader
  readonly account: AccountId
  readonly balance: Money
  readonly limit: Money
}

/** Tells everybody who wants it of balances that have gone below their limits, once until they are above them again. */
export async function tellOfBalances(deps: RaiseDeps): Promise<void> {
  const low = new Map<string, Low>()
  for (const reader of await listReaders(deps.db)) {
    for (const one of await listLow(deps, reader))
      low.set(`low ${reader.member} ${one.account}`, one)
  }
  for (const cause of await followCauses(deps, 'low', new Set(low.keys()))) {
    const found = low.get(cause.key)
    if (!found) continue
    const { reader, account, balance, limit } = found
    const { currency } = balance
    const body = { balance: balance.minor, limit: limit.minor, currency }
    const draft = { kind: 'low_balance' as const, dedupe: toDedupe(cause), account, body }
    await raiseNotices(deps, reader, [draft])
  }
}

async function listLow({ db, clock }: RaiseDeps, reader: Reader): Promise<Low[]> {
  const choice = findChoice(reader, 'low_balance')
  if (!choice) return []
  const viewer = { member: reader.member, scope: null }
  const accounts = await listVisibleAccounts(db, viewer, { view: reader.view })
  return accounts.flatMap((visible) => {
    const account = describeAccount(visible, { now: clock.now(), sharing: null })
    const { balance, closed, connected, kind } = account
    if (balance === null || closed || !connected || !kept.includes(kind)) return []
    const limit = findLimit(reader, visible) ?? choice.limit
    const currency = parseCurrency(account.currency)
    const least = moneyFromDecimal(String(limit), currency)
    if (balance.minor >= least.minor) return []
    return [
      {
        reader,
        account: account.id,
        balance: moneyFromMinor(balance.minor, currency),
        limit: least,
      },
    ]
  })
}

/** Under whichever of its ids the person knew the account when they set it. */
function findLimit({ limits }: Reader, { observations }: VisibleAccount): number | undefined {
  return observations.flatMap(({ id }) => limits.get(id) ?? [])[0]
}
