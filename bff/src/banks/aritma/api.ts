import type { LocalDate } from '@skrin/shared/brand'
import type {
  AccountTransactions,
  BankApi,
  FetchedAccounts,
  FetchedTransactions,
  TransactionsRequest,
} from '../bank.ts'
import { BankError, endsTheVisit } from '../bankError.ts'
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

/** One account after the other: what one of them cannot give does not take the others away. */
export async function fetchTransactions(
  api: BankApi,
  { accounts, from }: TransactionsRequest,
): Promise<FetchedTransactions> {
  const fetched: AccountTransactions[] = []
  const failures: BankError[] = []
  for (const { key } of accounts) {
    if (failures.some(isForAllAccounts)) {
      fetched.push(nothingOf(key, api.today))
      continue
    }
    try {
      fetched.push(await fetchWindow(api, { key, from }))
    } catch (error) {
      failures.push(throwUnlessSurvivable(error))
      fetched.push(nothingOf(key, api.today))
    }
  }
  const [first] = failures
  if (first && fetched.every(isNothing)) throw first
  return { accounts: fetched }
}

function nothingOf(key: string, today: LocalDate): AccountTransactions {
  return { key, booked: [], pending: [], coveredFrom: today, complete: false }
}

/** Unattended calls are counted for each account, so a spent budget is one account's affair. */
function isForAllAccounts(error: BankError): boolean {
  return error.code !== 'bank_budget_spent' && endsTheVisit(error)
}

/** @throws what is no failure of the bank, and the end of access, which must be said at once */
function throwUnlessSurvivable(error: unknown): BankError {
  if (error instanceof BankError && error.code !== 'reconnect_needed') return error
  throw error
}

function isNothing({ booked, pending, complete }: AccountTransactions): boolean {
  return !complete && booked.length === 0 && pending.length === 0
}
