import type { LocalDate } from '@skrin/shared/brand'
import type { AccountTransactions, FetchedTransactions } from './bank.ts'
import { BankError, endsTheVisit } from './bankError.ts'

export interface VisitOptions {
  readonly keys: readonly string[]
  readonly today: LocalDate
  /** Whether the bank counts calls for each account, so that a spent budget is one account's affair. */
  readonly budgetIsPerAccount: boolean
  fetchOne(key: string): Promise<AccountTransactions>
}

/**
 * One account after the other: what one of them cannot give does not take the others away, and what came before a bank
 * had enough of it is kept.
 * @throws BankError when nothing came at all, and at once when access is over
 */
export async function visitAccounts(options: VisitOptions): Promise<FetchedTransactions> {
  const fetched: AccountTransactions[] = []
  const failures: BankError[] = []
  for (const key of options.keys) {
    if (failures.some((failure) => isForAllAccounts(failure, options))) {
      fetched.push(nothingOf(key, options.today))
      continue
    }
    try {
      fetched.push(await options.fetchOne(key))
    } catch (error) {
      failures.push(throwUnlessSurvivable(error))
      fetched.push(nothingOf(key, options.today))
    }
  }
  const [first] = failures
  if (first && fetched.every(isNothing)) throw first
  return { accounts: fetched }
}

/** @throws what is no failure of the bank, and the end of access, which must be said at once */
export function throwUnlessSurvivable(error: unknown): BankError {
  if (error instanceof BankError && error.code !== 'reconnect_needed') return error
  throw error
}

function isForAllAccounts(error: BankError, { budgetIsPerAccount }: VisitOptions): boolean {
  if (budgetIsPerAccount && error.code === 'bank_budget_spent') return false
  return endsTheVisit(error)
}

/** Covering only today, so that nothing known from before is taken away. */
function nothingOf(key: string, today: LocalDate): AccountTransactions {
  return { key, booked: [], pending: [], coveredFrom: today, complete: false }
}

function isNothing({ booked, pending, complete }: AccountTransactions): boolean {
  return !complete && booked.length === 0 && pending.length === 0
}
