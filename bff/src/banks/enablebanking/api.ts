import type {
  BankAccount,
  BankApi,
  FetchedAccounts,
  FetchedTransactions,
  TransactionsRequest,
} from '../bank.ts'
import { BankError } from '../bankError.ts'
import { throwUnlessSurvivable, visitAccounts } from '../visitAccounts.ts'
import { parseWire } from '../wire.ts'
import { calls } from './calls.ts'
import { fetchWindow } from './fetchWindow.ts'
import { toAccount } from './mapping.ts'
import { fetchSessionAccounts } from './sessionAccounts.ts'
import type { SessionAccount } from './sessionAccounts.ts'
import { balancesShape, detailsShape } from './wireShapes.ts'
import type { WireBalance } from './wireShapes.ts'

/** @throws BankError when no account at all could be had */
export async function fetchAccounts(api: BankApi): Promise<FetchedAccounts> {
  const listed = await fetchSessionAccounts(api)
  const asked = await Promise.all(listed.map((one) => fetchAccount(api, one)))
  const accounts = asked.flatMap((one) => (one instanceof BankError ? [] : [one]))
  const failures = asked.flatMap((one) => (one instanceof BankError ? [one] : []))
  if (accounts.length === 0 && failures[0]) throw failures[0]
  const isWhole = accounts.every(({ isTold }) => isTold)
  return {
    accounts: accounts.map(({ account }) => account),
    complete: failures.length === 0 && isWhole,
  }
}

interface Fetched {
  readonly account: BankAccount
  /** False: its balances could not be had. */
  readonly isTold: boolean
}

async function fetchAccount(
  api: BankApi,
  { key, uid }: SessionAccount,
): Promise<Fetched | BankError> {
  try {
    const answer = await api.fetchJson(calls.details, { params: { accountId: uid } })
    const details = parseWire(detailsShape, answer)
    const balances = await fetchBalances(api, uid)
    return { account: toAccount({ key, details, balances }), isTold: balances !== null }
  } catch (error) {
    return throwUnlessSurvivable(error)
  }
}

/** null: not to be had now. */
async function fetchBalances(api: BankApi, uid: string): Promise<readonly WireBalance[] | null> {
  try {
    const answer = await api.fetchJson(calls.balances, { params: { accountId: uid } })
    return parseWire(balancesShape, answer).balances
  } catch (error) {
    // A name and a number are worth having; an answer of a wrong shape is not passed over.
    if (throwUnlessSurvivable(error).code === 'bank_wrong_answer') throw error
    return null
  }
}

export async function fetchTransactions(
  api: BankApi,
  { accounts, from }: TransactionsRequest,
): Promise<FetchedTransactions> {
  const listed = await fetchSessionAccounts(api)
  const uidOf = new Map(listed.map(({ key, uid }) => [key, uid]))
  return visitAccounts({
    keys: accounts.map(({ key }) => key),
    today: api.today,
    budgetIsPerAccount: true,
    fetchOne: (key) => {
      const uid = uidOf.get(key)
      // No longer in the session: one account's affair.
      if (uid === undefined) throw new BankError('bank_refused')
      return fetchWindow(api, { key, uid, from })
    },
  })
}
