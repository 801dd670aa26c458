import type { AccountId, ConnectionId } from '@skrin/shared/brand'
import type { BankAccount } from '../banks/bank.ts'
import { idFrom } from '../ids.ts'

/** What is kept of an account that tells it from others. */
export interface KnownAccount {
  readonly id: AccountId
  readonly bank_key: string
  readonly number: string | null
  readonly iban: string | null
  readonly currency: string
}

/** The id of an account that is seen for the first time. */
export function toAccountId(connection: ConnectionId, account: BankAccount): AccountId {
  const number = account.iban ?? account.number ?? account.key
  return idFrom('account', connection, number, account.currency) as AccountId
}

export interface IdentifiedAccount {
  readonly id: AccountId
  readonly account: BankAccount
}

/**
 * An answer's accounts, in its order. A number outlives the bank's own key for the account, which changes between API
 * versions and grants; a bank that begins or ceases to tell one of the numbers still means the same account.
 */
export function identifyAccounts(
  connection: ConnectionId,
  accounts: readonly BankAccount[],
  known: readonly KnownAccount[],
): IdentifiedAccount[] {
  const taken = new Set<AccountId>()
  return accounts.map((account) => {
    const same = known.filter((one) => !taken.has(one.id) && isSame(one, account))
    const found = same.find((one) => one.bank_key === account.key) ?? same[0]
    const first = toAccountId(connection, account)
    // Two with one number in one answer are still two.
    const isFree = !taken.has(first) && !known.some((one) => one.id === first)
    const id = found?.id ?? (isFree ? first : toAccountId(connection, byKey(account)))
    taken.add(id)
    return { id, account }
  })
}

function isSame(known: KnownAccount, { key, number, iban, currency }: BankAccount): boolean {
  if (known.currency !== currency) return false
  if (known.iban !== null && iban !== null) return known.iban === iban
  if (known.number !== null && number !== null) return known.number === number
  return known.bank_key === key
}

function byKey(account: BankAccount): BankAccount {
  return { ...account, number: null, iban: null }
}
