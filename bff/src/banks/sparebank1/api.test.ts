import { readFileSync } from 'node:fs'
import { parseCurrency } from '@skrin/shared/money'
import { addDays, daysBetween, parseLocalDate } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import type { BankApi, BankCall, CallOptions } from '../bank.ts'
import { BankError, MappingError } from '../bankError.ts'
import { parseWireJson } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { fetchAccounts, fetchTransactions } from './api.ts'

const readWire = (name: string) =>
  parseWireJson(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'))
const TODAY = parseLocalDate('2026-03-25')

type Answer = (call: BankCall, options: CallOptions) => WireJson | Promise<WireJson>

function bankApi(answer: Answer) {
  const asked: { path: string; options: CallOptions }[] = []
  const api: BankApi = {
    settings: {},
    consentId: null,
    today: TODAY,
    now: () => Date.parse('2026-03-25T12:00:00Z'),
    fetchJson: async (call, options = {}) => {
      asked.push({ path: call.path, options })
      return answer(call, options)
    },
    fetchLink: () => Promise.reject(new Error('this bank has no links')),
  }
  return { api, asked }
}

const account = (key: string, kind: 'current' | 'card' = 'current') =>
  ({ key, number: null, kind, currency: parseCurrency('NOK') }) as const
const rowsOf = (key: string, count: number, day: string): WireJson[] =>
  Array.from({ length: count }, (_, index) => ({
    bookingStatus: 'BOOKED',
    date: String(Date.parse(`${day}T11:00:00Z`)),
    amount: `-${index + 1}`,
    accountKey: key,
  }))

describe('fetching accounts', () => {
  it('asks for every kind, and for the one missing balance with the number in the body', async () => {
    const { api, asked } = bankApi(({ path }) =>
      readWire(path === '/accounts' ? 'accounts' : 'balance'),
    )

    const { accounts, complete } = await fetchAccounts(api)

    expect(complete).toBe(true)
    expect(accounts.map(({ balance }) => balance?.minor)).toEqual([1845025, 4600007, -307740])
    expect(asked[0]?.options.query).toMatchObject({
      includeCreditCardAccounts: 'true',
      includePensionAccounts: 'true',
    })
    expect(asked.slice(1).map(({ options }) => options.body)).toEqual([
      { accountNumber: '42992103527' },
    ])
  })

  it.each([
    ['bank_refused', true],
    ['bank_unavailable', false],
    ['bank_rate_limited', false],
  ] as const)('goes on without a balance after %s (complete: %s)', async (code, whole) => {
    const { api } = bankApi(({ path }) => {
      if (path === '/accounts') return readWire('accounts')
      throw new BankError(code)
    })

    const { accounts, complete } = await fetchAccounts(api)

    expect([accounts[1]?.balance, complete]).toEqual([null, whole])
  })

  it('takes errors, an account without a key and a missing list for what they are', async () => {
    const partial = await fetchAccounts(bankApi(() => ({ errors: [{ code: 'x' }] })).api)
    const keyless = await fetchAccounts(
      bankApi(() => ({ accounts: [{ balance: '1', currencyCode: 'NOK' }] })).api,
    )

    expect(partial).toEqual({ accounts: [], complete: false })
    expect(keyless).toEqual({ accounts: [], complete: false })
    await expect(fetchAccounts(bankApi(() => ({})).api)).rejects.toEqual(
      new MappingError('accounts'),
    )
  })
})

describe('fetching transactions', () => {
  const from = parseLocalDate('2026-03-01')

  it('tells the accounts of one answer apart', async () => {
    const keys = ['Xy12AbCd34EfGh56IjKl', 'Sp12AbCd34EfGh56IjKl']
    const { api, asked } = bankApi(() => readWire('transactions'))

    const { accounts } = await fetchTransactions(api, {
      accounts: keys.map((key) => account(key)),
      from,
    })

    expect(asked).toHaveLength(1)
    expect(accounts.map(({ booked, pending }) => [booked.length, pending.length])).toEqual([
      [2, 1],
      [1, 0],
    ])
    expect(accounts.every(({ complete, coveredFrom }) => complete && coveredFrom === from)).toBe(
      true,
    )
  })

  it('asks nothing for no accounts', async () => {
    const { api, asked } = bankApi(() => ({}))

    expect(await fetchTransactions(api, { accounts: [], from })).toEqual({ accounts: [] })
    expect(asked).toEqual([])
  })

  it('splits the period when the limit is reached, and takes each row from one part only', async () => {
    const all = [...rowsOf('a', 700, '2026-03-20'), ...rowsOf('a', 601, '2026-03-05')]
    // A bank that overlooks the dates as soon as they are few.
    const { api, asked } = bankApi((_, { query }) => ({
      transactions:
        query?.['toDate'] === undefined && query?.['fromDate'] === from
          ? all.slice(0, 1000)
          : all.slice(0, 999),
    }))

    const { accounts } = await fetchTransactions(api, { accounts: [account('a')], from })

    expect(
      asked.map(({ options }) => [options.query?.['fromDate'], options.query?.['toDate']]),
    ).toEqual([
      ['2026-03-01', undefined],
      ['2026-03-14', undefined],
      ['2026-03-01', '2026-03-13'],
    ])
    expect(accounts[0]?.booked).toHaveLength(999)
  })

  it('begins later when the history is too long for one visit, and is whole from there on', async () => {
    const whole: string[] = []
    const { api, asked } = bankApi((_, { query }) => {
      const [first, last] = [query?.['fromDate'], query?.['toDate'] ?? TODAY].map((day) =>
        parseLocalDate(String(day)),
      )
      if (!first || !last || daysBetween(first, last) > 60)
        return { transactions: rowsOf('a', 1000, '2026-03-20') }
      whole.push(first)
      return { transactions: rowsOf('a', 3, first) }
    })

    const { accounts } = await fetchTransactions(api, {
      accounts: [account('a')],
      from: parseLocalDate('2022-03-25'),
    })

    expect(asked).toHaveLength(20)
    const [oldest = TODAY] = whole.sort()
    expect(accounts).toMatchObject([
      { complete: true, coveredFrom: addDays(parseLocalDate(oldest), 14) },
    ])
    expect(accounts[0]?.booked.length).toBeGreaterThanOrEqual(3 * whole.length)
  })

  it('splits the accounts on a single day, and then says that rows are missing', async () => {
    const { api, asked } = bankApi((_, { query }) => ({
      transactions: [query?.['accountKey'] ?? []]
        .flat()
        .flatMap((key) => rowsOf(key, key === 'a' ? 1000 : 3, TODAY)),
    }))

    const { accounts } = await fetchTransactions(api, {
      accounts: [account('a'), account('b')],
      from: TODAY,
    })

    expect(asked.map(({ options }) => options.query?.['accountKey'])).toEqual([
      ['a', 'b'],
      ['a'],
      ['b'],
    ])
    expect(accounts.map(({ complete }) => complete)).toEqual([false, true])
  })

  it('keeps a reservation that is older than asked', async () => {
    const old = {
      bookingStatus: 'PENDING',
      date: String(Date.parse('2026-02-20T11:00:00Z')),
      amount: '-5',
      accountKey: 'a',
    }
    const { api } = bankApi(() => ({ transactions: [old, { ...old, bookingStatus: 'BOOKED' }] }))

    const { accounts } = await fetchTransactions(api, { accounts: [account('a')], from })

    expect([accounts[0]?.pending.length, accounts[0]?.booked.length]).toEqual([1, 0])
  })

  it('knows whose a row without a key is only when one account was asked for', async () => {
    const [row] = rowsOf('a', 1, '2026-03-20')
    const keyless = () => ({ transactions: [{ ...Object(row), accountKey: null }] })

    const one = await fetchTransactions(bankApi(keyless).api, { accounts: [account('a')], from })
    const two = fetchTransactions(bankApi(keyless).api, {
      accounts: [account('a'), account('b')],
      from,
    })

    expect(one.accounts[0]?.booked).toHaveLength(1)
    await expect(two).rejects.toEqual(new MappingError('transactions[0].accountKey'))
  })

  it('is partial for the accounts that an error concerns', async () => {
    const ask = async (error: WireJson) => {
      const { api } = bankApi(() => ({ errors: [error] }))
      const { accounts } = await fetchTransactions(api, {
        accounts: [account('a'), account('k', 'card')],
        from,
      })
      return accounts.map(({ complete }) => complete)
    }

    expect(await ask('CREDIT_ACCOUNTS_FAILED')).toEqual([true, false])
    expect(await ask('RECENT_TRANSACTIONS_FAILED')).toEqual([false, false])
    expect(await ask({ code: 'something.new' })).toEqual([false, false])
  })
})
