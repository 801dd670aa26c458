import type { LocalDate } from '@skrin/shared/brand'
import type {
  AccountTransactions,
  BankAccount,
  BankApi,
  BankTransaction,
  FetchedAccounts,
  FetchedTransactions,
  TransactionsRequest,
} from '../bank.ts'
import { throwUnlessSurvivable, visitAccounts } from '../visitAccounts.ts'
import { parseWire } from '../wire.ts'
import { calls } from './calls.ts'
import { fetchBooked } from './fetchBooked.ts'
import { aisVersionOf, toAccount, toHolder } from './mapping.ts'
import { readPage } from './readPage.ts'
import { accountsShape, ownersShape } from './wireShapes.ts'

export async function fetchAccounts(api: BankApi): Promise<FetchedAccounts> {
  const answer = await api.fetchJson(calls.accounts, { query: { withBalance: 'true' } })
  const { accounts } = parseWire(accountsShape, answer)
  const read = accounts
    .map((account, at) => toAccount(account, `accounts[${at}]`))
    .filter((account) => account !== null)
  const withOwners = await Promise.all(read.map((account) => withCoOwners(api, account)))
  return { accounts: withOwners, complete: true }
}

/** Who else owns an account is told only when it is asked for by itself. */
async function withCoOwners(api: BankApi, account: BankAccount): Promise<BankAccount> {
  if (account.closed) return account
  try {
    const options = { params: { accountId: account.key }, query: { withBalance: 'false' } }
    const owners = parseWire(ownersShape, await api.fetchJson(calls.account, options))
    return { ...account, holder: toHolder(owners) ?? account.holder }
  } catch (error) {
    // Names are not worth losing the balances for.
    throwUnlessSurvivable(error)
    return account
  }
}

export function fetchTransactions(
  api: BankApi,
  { accounts, from }: TransactionsRequest,
): Promise<FetchedTransactions> {
  return visitAccounts({
    keys: accounts.map(({ key }) => key),
    today: api.today,
    budgetIsPerAccount: true,
    fetchOne: (key) => fetchOneAccount(api, { key, from }),
  })
}

async function fetchOneAccount(
  api: BankApi,
  wanted: { key: string; from: LocalDate },
): Promise<AccountTransactions> {
  const booked = await fetchBooked(api, wanted)
  try {
    return { key: wanted.key, ...booked, pending: await fetchPending(api, wanted.key) }
  } catch (error) {
    throwUnlessSurvivable(error)
    return { key: wanted.key, ...booked, pending: [], complete: false }
  }
}

/** Asked for without dates: upcoming payments lie ahead of any window. */
async function fetchPending(api: BankApi, key: string): Promise<readonly BankTransaction[]> {
  const answer = await api.fetchJson(calls.transactions, {
    params: { accountId: key },
    query: { bookingStatus: 'pending' },
  })
  return readPage(answer, { version: aisVersionOf(api.settings), today: api.today }).pending
}
