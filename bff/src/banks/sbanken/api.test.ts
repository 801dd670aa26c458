import { readFileSync } from 'node:fs'
import { parseLocalDate } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import type { BankApi, BankCall, CallOptions } from '../bank.ts'
import { BankError, MappingError } from '../bankError.ts'
import { parseWireJson, readCurrency } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { fetchAccounts, fetchTransactions } from './api.ts'
import { calls } from './calls.ts'

const today = parseLocalDate('2023-01-05')
const account = {
  key: '7A1F0C3B9D',
  number: '97101234567',
  currency: readCurrency('', 'NOK'),
  kind: 'current',
} as const
const nothing = { availableItems: '0', items: [] }

describe('accounts', () => {
  it('reads the bare list of v2', async () => {
    const { api } = bank(() => fixture('accounts.v2.json'))

    const { accounts, complete } = await fetchAccounts(api)

    expect(accounts).toHaveLength(4)
    expect(complete).toBe(true)
  })

  it('reads the envelope of v1', async () => {
    const { api } = bank(() => fixture('accounts.v1.json'))

    const { accounts } = await fetchAccounts(api)

    expect(accounts).toMatchObject([{ key: '7A1F0C3B9D', balance: { minor: 1100075 } }])
  })

  it('is partial when the bank counts more than it gives', async () => {
    const { api } = bank(() => ({ availableItems: '2', items: [{ accountId: 'A' }] }))

    expect((await fetchAccounts(api)).complete).toBe(false)
  })

  it('takes no list for an empty one', async () => {
    const { api } = bank(() => ({ availableItems: '0', items: null }))

    expect(await fetchAccounts(api)).toEqual({ accounts: [], complete: true })
  })

  it('is no answer when v1 says isError, although the status is 200', async () => {
    const { api } = bank(() => fixture('error.v1.json'))

    await expect(fetchAccounts(api)).rejects.toMatchObject({ code: 'bank_unavailable' })
  })

  it.each([
    ['0', 'bank_unavailable'],
    ['1', 'bank_refused'],
    ['Input', 'bank_refused'],
    ['ServiceUnavailable', 'bank_unavailable'],
    [null, 'bank_refused'],
  ] as const)('reads an error of type %s as %s', async (errorType, code) => {
    const { api } = bank(() => ({ isError: true, errorType }))

    await expect(fetchAccounts(api)).rejects.toMatchObject({ code })
  })

  it.each([['Unauthorized'], [null], [[]], [{}], [{ items: null }]])(
    'refuses an answer that is no list: %j',
    async (wire) => {
      const { api } = bank(() => wire)

      await expect(fetchAccounts(api)).rejects.toThrow(MappingError)
    },
  )
})

describe('transactions', () => {
  it('parts booked rows and reservations, and adds what only the archive has', async () => {
    const { api } = bank(({ call }) =>
      fixture(call === calls.archive ? 'archive.v2.json' : 'statement.v2.json'),
    )

    const from = parseLocalDate('2022-12-01')
    const { accounts } = await fetchTransactions(api, { accounts: [account], from })

    expect(
      accounts[0]?.booked.map(({ bookingDate, amount }) => [bookingDate, amount.minor]),
    ).toEqual([
      ['2023-01-03', -114523],
      ['2023-01-02', -84000],
      ['2022-12-31', 41207],
      ['2022-12-30', 150000],
      ['2022-12-05', -24900],
    ])
    expect(accounts[0]?.pending).toMatchObject([{ text: 'KAFFEBRENNERIET' }])
    expect(accounts[0]).toMatchObject({
      key: '7A1F0C3B9D',
      coveredFrom: '2022-12-01',
      complete: true,
    })
  })

  it('asks for the newest rows without an end, so that reservations are there', async () => {
    const { api, asked } = bank(() => nothing)

    await fetchTransactions(api, { accounts: [account], from: parseLocalDate('2022-11-01') })

    expect(asked[0]).toEqual({
      call: calls.statement,
      params: { accountId: '7A1F0C3B9D' },
      query: { startDate: '2022-11-01', endDate: undefined, index: '0', length: '1000' },
    })
  })

  it('looks for reservations further back than for booked rows when little is asked for', async () => {
    const { api, asked } = bank(() => fixture('statement.v2.json'))

    const from = parseLocalDate('2023-01-02')
    const { accounts } = await fetchTransactions(api, { accounts: [account], from })

    expect(asked.map(({ query }) => query?.['startDate'])).toEqual(['2022-12-06'])
    expect(accounts[0]?.booked.map(({ bookingDate }) => bookingDate)).toEqual([
      '2023-01-03',
      '2023-01-02',
    ])
  })

  it('asks the archive only from the oldest row of the statement backwards', async () => {
    const { api, asked } = bank(({ call, query }) => {
      const isNewest = call === calls.statement && query?.['endDate'] === undefined
      return isNewest ? listOf([rowOf('2022-06-01')]) : nothing
    })

    await fetchTransactions(api, { accounts: [account], from: parseLocalDate('2021-02-01') })

    expect(
      asked.map(({ call, query }) => [call.path, query?.['startDate'], query?.['endDate']]),
    ).toEqual([
      [calls.statement.path, '2022-01-06', undefined],
      [calls.statement.path, '2021-02-01', '2022-01-05'],
      [calls.archive.path, '2021-06-02', '2022-06-01'],
      [calls.archive.path, '2021-02-01', '2021-06-01'],
    ])
  })

  it('never asks for anything before 2000, and says so', async () => {
    const { api, asked } = bank(() => nothing)

    const from = parseLocalDate('1999-01-01')
    const { accounts } = await fetchTransactions(api, { accounts: [account], from })

    expect(asked.map(({ query }) => String(query?.['startDate'])).sort()[0]).toBe('2000-01-01')
    expect(accounts[0]?.coveredFrom).toBe('2000-01-01')
  })

  it('reads page after page by offset until it has all', async () => {
    const rows = Array.from({ length: 2300 }, () => rowOf('2023-01-02'))
    const { api, asked } = bank(({ query }) => pageOf(rows, query))

    const from = parseLocalDate('2023-01-01')
    const { accounts } = await fetchTransactions(api, { accounts: [account], from })

    expect(accounts[0]?.booked).toHaveLength(2300)
    expect(asked.map(({ query }) => query?.['index'])).toEqual(['0', '1000', '2000'])
  })

  it('goes on by what it was given when the bank gives shorter pages than asked for', async () => {
    const rows = Array.from({ length: 250 }, () => rowOf('2023-01-02'))
    const { api } = bank(({ query }) => pageOf(rows, { ...query, length: '100' }))

    const from = parseLocalDate('2023-01-01')
    const { accounts } = await fetchTransactions(api, { accounts: [account], from })

    expect(accounts[0]?.booked).toHaveLength(250)
    expect(accounts[0]?.complete).toBe(true)
  })

  it('starts over when a row is booked between two pages, so that none is counted twice', async () => {
    const before = Array.from({ length: 1500 }, () => rowOf('2023-01-02'))
    const after = [rowOf('2023-01-03'), ...before]
    const pages = [pageOf(before, { index: '0' }), pageOf(after, { index: '1000' })]
    const { api } = bank(({ query }) => pages.shift() ?? pageOf(after, query))

    const from = parseLocalDate('2023-01-01')
    const { accounts } = await fetchTransactions(api, { accounts: [account], from })

    expect(accounts[0]?.booked).toHaveLength(1501)
  })

  it('gives up on a list that never stands still', async () => {
    let total = 1500
    const { api } = bank(() => ({ availableItems: String(total++), items: [rowOf('2023-01-02')] }))

    const fetching = fetchTransactions(api, {
      accounts: [account],
      from: parseLocalDate('2023-01-01'),
    })

    await expect(fetching).rejects.toThrow(new MappingError('availableItems'))
  })

  it('is partial when the bank counts more rows than it gives', async () => {
    const { api } = bank(({ query }) => ({
      availableItems: '3',
      items: query?.['index'] === '0' ? [rowOf('2023-01-02')] : [],
    }))

    const from = parseLocalDate('2023-01-01')
    const { accounts } = await fetchTransactions(api, { accounts: [account], from })

    expect(accounts[0]).toMatchObject({ complete: false, booked: [{ bookingDate: '2023-01-02' }] })
  })

  it('covers only what the statement has where there is no archive', async () => {
    const { api } = bank(({ call }) => {
      if (call === calls.archive) throw new BankError('bank_refused', { status: 404 })
      return listOf([rowOf('2022-12-01')])
    })

    const from = parseLocalDate('2022-10-01')
    const { accounts } = await fetchTransactions(api, { accounts: [account], from })

    expect(accounts[0]).toMatchObject({ coveredFrom: '2022-12-01', complete: true })
  })

  it('fails when the archive fails otherwise', async () => {
    const { api } = bank(({ call }) => {
      if (call === calls.archive) throw new BankError('bank_unavailable', { status: 503 })
      return nothing
    })

    const fetching = fetchTransactions(api, {
      accounts: [account],
      from: parseLocalDate('2022-10-01'),
    })

    await expect(fetching).rejects.toMatchObject({ code: 'bank_unavailable' })
  })
})

type Asked = CallOptions & { readonly call: BankCall }

function bank(answer: (asked: Asked) => WireJson): { api: BankApi; asked: Asked[] } {
  const asked: Asked[] = []
  const api: BankApi = {
    settings: {},
    consentId: null,
    today,
    now: () => Date.parse('2023-01-05T11:00:00Z'),
    fetchJson(call, options = {}) {
      asked.push({ call, ...options })
      return Promise.resolve({ call, ...options }).then(answer)
    },
    fetchLink: () => Promise.reject(new Error('this bank has no links')),
  }
  return { api, asked }
}

function rowOf(bookingDate: string): WireJson {
  return {
    accountingDate: `${bookingDate}T00:00:00`,
    amount: '-45.00',
    text: 'KAFFE',
    isReservation: false,
  }
}

function listOf(items: readonly WireJson[]): WireJson {
  return { availableItems: String(items.length), items }
}

function pageOf(rows: readonly WireJson[], query: CallOptions['query'] = {}): WireJson {
  const index = Number(query['index'])
  const items = rows.slice(index, index + Number(query['length'] ?? 1000))
  return { availableItems: String(rows.length), items }
}

function fixture(name: string): WireJson {
  return parseWireJson(readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8'))
}
