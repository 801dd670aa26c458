import type { BankAccount, BankApi, FetchedAccounts } from '../bank.ts'
import { BankError, MappingError, endsTheVisit } from '../bankError.ts'
import { parseWire } from '../wire.ts'
import { calls } from './calls.ts'
import { isDomesticNumber, toAccount } from './mapping.ts'
import { accountsAnswer, balanceAnswer } from './wireShapes.ts'
import type { WireAccount } from './wireShapes.ts'

export { fetchTransactions } from './fetchTransactions.ts'

/** Cards and the rest are left out unless asked for. */
const everyKind = Object.fromEntries(calls.accounts.query.map((name) => [name, 'true']))

export async function fetchAccounts(api: BankApi): Promise<FetchedAccounts> {
  const wire = await api.fetchJson(calls.accounts, { query: everyKind })
  const { accounts: listed, errors } = parseWire(accountsAnswer, wire)
  const hasErrors = (errors?.length ?? 0) > 0
  if (!listed && !hasErrors) throw new MappingError('accounts')
  const { rows, complete } = await addMissingBalances(api, listed ?? [])
  const cardRule = api.settings['CARD_BALANCE']
  const accounts = rows
    .map((row, index) => toAccount(row, { index, cardRule }))
    .filter((account): account is BankAccount => account !== null)
  return { accounts, complete: complete && !hasErrors && accounts.length === rows.length }
}

interface Balances {
  readonly rows: readonly WireAccount[]
  readonly complete: boolean
}

/** Some answers leave out the balance of an ordinary account; a call of its own gives it (client of February 2026). */
async function addMissingBalances(api: BankApi, listed: readonly WireAccount[]): Promise<Balances> {
  const rows: WireAccount[] = []
  let complete = true
  let goOn = true
  for (const row of listed) {
    const asked = goOn ? await fetchBalance(api, row) : 'not asked'
    if (asked === 'not asked' || asked === 'ends' || asked === 'failed')
      complete &&= hasBalance(row)
    if (asked === 'ends') goOn = false
    rows.push(typeof asked === 'object' ? { ...row, balance: asked.digits } : row)
  }
  return { rows, complete }
}

function hasBalance({ balance, accountNumber }: WireAccount): boolean {
  return (balance !== null && balance !== undefined) || !isDomesticNumber(accountNumber)
}

type AskedBalance =
  { readonly digits: string } | 'not needed' | 'refused' | 'failed' | 'ends' | 'not asked'

/** A list without one balance is worth more than no list; only a wrong answer is an error for the whole. */
async function fetchBalance(api: BankApi, row: WireAccount): Promise<AskedBalance> {
  const { accountNumber } = row
  if (hasBalance(row) || !isDomesticNumber(accountNumber)) return 'not needed'
  try {
    const wire = await api.fetchJson(calls.balance, {
      body: { accountNumber },
      headers: { 'content-type': 'application/vnd.sparebank1.v1+json; charset=utf-8' },
    })
    return { digits: parseWire(balanceAnswer, wire).accountBalance }
  } catch (error) {
    if (!(error instanceof BankError) || error.code === 'bank_wrong_answer') throw error
    if (error.code === 'bank_refused') return 'refused'
    return endsTheVisit(error) ? 'ends' : 'failed'
  }
}
