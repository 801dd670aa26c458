import type { BankApi, FetchedAccounts, FetchedTransactions, TransactionsRequest } from '../bank.ts'
import { throwUnlessSurvivable, visitAccounts } from '../visitAccounts.ts'
import { parseWire } from '../wire.ts'
import { calls } from './calls.ts'
import { fetchPages } from './fetchPages.ts'
import { fetchWindow } from './fetchWindow.ts'
import { toAccount } from './mapping.ts'
import { accountsShape, balancesShape } from './wireShapes.ts'
import type { WireAccount } from './wireShapes.ts'

export async function fetchAccounts(api: BankApi): Promise<FetchedAccounts> {
  const { answers, isWhole } = await fetchPages(api, calls.accounts, {
    query: { withBalance: 'true' },
  })
  const listed = answers.flatMap((answer) => parseWire(accountsShape, answer).accounts)
  const filled = await Promise.all(listed.map((account) => withBalances(api, account)))
  const accounts = filled.flatMap((account, at) =>
    account ? [toAccount(account, `accounts[${at}]`)] : [],
  )
  return { accounts, complete: isWhole && accounts.length === listed.length }
}

/**
 * Not every bank behind Aritma gives balances with the list. null: the balance, or with it the currency, could not be
 * had; what is known of such an account stays as it is.
 */
async function withBalances(api: BankApi, account: WireAccount): Promise<WireAccount | null> {
  if (account.balances.length > 0) return account
  try {
    const answer = await api.fetchJson(calls.balances, { params: { accountId: account.id } })
    return { ...account, balances: parseWire(balancesShape, answer).balances }
  } catch (error) {
    const { code } = throwUnlessSurvivable(error)
    // The bank behind has no balance to give, and says so.
    return code === 'bank_refused' && account.currency !== null ? account : null
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
    fetchOne: (key) => fetchWindow(api, { key, from }),
  })
}
