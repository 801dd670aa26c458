import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { AccountTransactions, BankAccount, BankTransaction } from '../banks/bank.ts'
import type { Database } from '../store/database.ts'
import { insertTestConnection, insertTestMember } from '../store/testRows.ts'
import { toAccountId } from './identifyAccounts.ts'
import { saveAccounts } from './saveAccounts.ts'

export const nok = parseCurrency('NOK')
export const member = 'ingrid' as MemberId
export const connection = 'connection-1' as ConnectionId
const bankAccount: BankAccount = {
  key: 'key-1',
  name: 'Brukskonto',
  number: '97101234567',
  iban: null,
  kind: 'current',
  currency: nok,
  balance: moneyFromMinor(100_000, nok),
  available: null,
  holder: null,
  closed: false,
}
export const account = toAccountId(connection, bankAccount)
export const today = parseLocalDate('2026-03-10')

/** A member with one account in kroner, for tests of what is kept of a bank's answers. */
export async function insertAnsweredAccount(db: Database): Promise<void> {
  await insertTestMember(db, member)
  await insertTestConnection(db, { id: connection, member, bank: 'bank1' })
  await saveAccounts(
    db,
    { id: connection, bank: { id: 'bank1', countries: ['NO'] }, asOf: 1 },
    { accounts: [bankAccount], complete: true },
  )
}

/** A purchase of today, as a bank tells it. */
export function row(text: string, changes: Partial<BankTransaction> = {}): BankTransaction {
  return {
    bookingDate: today,
    valueDate: null,
    amount: moneyFromMinor(-10_000, nok),
    text,
    bankText: text,
    counterparty: null,
    original: null,
    kind: null,
    bankId: null,
    wire: { text },
    ...changes,
  }
}

/** A whole answer about the account, of the last thirty days. */
export function answer(changes: Partial<AccountTransactions>): AccountTransactions {
  return {
    key: 'key-1',
    booked: [],
    pending: [],
    coveredFrom: addDays(today, -30),
    complete: true,
    ...changes,
  }
}
