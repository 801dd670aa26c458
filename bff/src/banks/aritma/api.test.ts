import { parseCurrency } from '@skrin/shared/money'
import { parseLocalDate } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import { BankError } from '../bankError.ts'
import { fetchAccounts, fetchTransactions } from './api.ts'
import { testAnswers, withChange } from './testAnswers.ts'
import { createTestApi } from './testApi.ts'

const id = '0b6f0c1e111142228333944455556666'
const loan = '1c7f1d2f-2222-4333-8444-a55566667777'
const list = '/accounts?withBalance=true'
const loanBalances = `/accounts/${loan}/balances`
const windowOf = (key: string, dateFrom: string) =>
  `/accounts/${key}/transactions?dateFrom=${dateFrom}T00%3A00%3A00Z&bookingStatus=both`
const recent = windowOf(id, '2026-01-31')
const next = `${recent}&cursor=page-2`

const wanted = (day: string, ...keys: string[]) => ({
  accounts: (keys.length > 0 ? keys : [id]).map((key) => ({
    key,
    number: null,
    currency: parseCurrency('NOK'),
    kind: 'current' as const,
  })),
  from: parseLocalDate(day),
})

describe('fetchAccounts', () => {
  it('asks for the balances that the list does not have', async () => {
    const { api, asked } = createTestApi({
      [list]: testAnswers.accounts,
      [loanBalances]: testAnswers.balances,
    })

    const { accounts, complete } = await fetchAccounts(api)

    expect(complete).toBe(true)
    expect(accounts.map(({ balance }) => balance?.minor)).toEqual([125_050, -250_000_000])
    expect(asked).toEqual([list, loanBalances])
  })

  it('leaves out an account whose balance does not come, and says so', async () => {
    const { api } = createTestApi({
      [list]: testAnswers.accounts,
      [loanBalances]: new BankError('bank_timeout'),
    })

    const { accounts, complete } = await fetchAccounts(api)

    expect(complete).toBe(false)
    expect(accounts.map(({ key }) => key)).toEqual([id])
  })

  it('keeps an account for which the bank has no balance at all', async () => {
    const { api } = createTestApi({
      [list]: withChange(testAnswers.accounts, 'accounts.1.currency', 'NOK'),
      [loanBalances]: new BankError('bank_refused', { status: 404 }),
    })

    const { accounts, complete } = await fetchAccounts(api)

    expect(complete).toBe(true)
    expect(accounts[1]).toMatchObject({ key: loan, balance: null })
  })

  it('says at once that the consent has ended, also when only a balance tells it', async () => {
    const { api } = createTestApi({
      [list]: testAnswers.accounts,
      [loanBalances]: new BankError('reconnect_needed'),
    })

    await expect(fetchAccounts(api)).rejects.toMatchObject({ code: 'reconnect_needed' })
  })

  it('does not take an answer of another kind for an empty list', async () => {
    const { api } = createTestApi({ [list]: {} })

    await expect(fetchAccounts(api)).rejects.toMatchObject({ field: 'accounts' })
  })
})

describe('fetchTransactions', () => {
  it('reads page after page, with the rows as the bank sent them', async () => {
    const first = testAnswers.transactions
    const { api, asked } = createTestApi({ [recent]: first, [next]: testAnswers.lastPage })

    const { accounts } = await fetchTransactions(api, wanted('2026-02-01'))

    expect(asked).toEqual([recent, next])
    expect(accounts).toMatchObject([{ key: id, coveredFrom: '2026-02-01', complete: true }])
    expect(accounts[0]?.booked.map(({ bankId }) => bankId)).toEqual([
      'row-1',
      'row-2',
      '100200302',
      'row-4',
    ])
    expect(accounts[0]?.pending).toHaveLength(1)
    expect(accounts[0]?.booked[0]?.wire).toMatchObject({
      transactionId: 'row-1',
      purposeCode: null,
    })
  })

  it.each(['nextCursor', 'cursor'])('goes on with a %s beside the rows', async (name) => {
    const unlinked = withChange(testAnswers.transactions, '_links', undefined)
    const { api, asked } = createTestApi({
      [recent]: withChange(unlinked, name, 'page-2'),
      [next]: testAnswers.lastPage,
    })

    const { accounts } = await fetchTransactions(api, wanted('2026-02-01'))

    expect(asked).toEqual([recent, next])
    expect(accounts[0]?.booked).toHaveLength(4)
  })

  it('goes on with a link inside the list', async () => {
    const unlinked = withChange(testAnswers.transactions, '_links', undefined)
    const { api, asked } = createTestApi({
      [recent]: withChange(unlinked, 'transactions._links', { next: { href: next } }),
      [next]: testAnswers.lastPage,
    })

    await fetchTransactions(api, wanted('2026-02-01'))

    expect(asked).toEqual([recent, next])
  })

  it('refuses cursors that go round in a circle', async () => {
    const first = testAnswers.transactions
    const { api } = createTestApi({ [recent]: first, [next]: first })

    await expect(fetchTransactions(api, wanted('2026-02-01'))).rejects.toMatchObject({
      code: 'bank_wrong_answer',
      field: '_links.next.href',
    })
  })

  it('keeps the pages before one that fails, and claims nothing beyond them', async () => {
    const { api } = createTestApi({
      [recent]: testAnswers.transactions,
      [next]: new BankError('bank_budget_spent'),
    })

    const { accounts } = await fetchTransactions(api, wanted('2026-02-01'))

    expect(accounts).toMatchObject([{ coveredFrom: '2026-03-13', complete: false }])
    expect(accounts[0]?.booked).toHaveLength(3)
  })

  it('leaves out the rows of the day before, which is asked for only to be sure', async () => {
    const target = windowOf(id, '2026-03-01')
    const { api } = createTestApi({
      [target]: withChange(testAnswers.transactions, '_links', undefined),
    })

    const { accounts } = await fetchTransactions(api, wanted('2026-03-02'))

    expect(accounts[0]?.booked.map(({ bankId }) => bankId)).toEqual(['row-1'])
  })

  it('claims of a deep window only what every bank must give, and what it saw', async () => {
    const deep = windowOf(id, '2024-03-12')
    const row = 'transactions.booked.0.bookingDate'
    const { api } = createTestApi({
      [deep]: withChange(testAnswers.lastPage, row, '2025-05-20T00:00:00Z'),
      [windowOf(loan, '2024-03-12')]: testAnswers.lastPage,
    })

    const { accounts } = await fetchTransactions(api, wanted('2024-03-13', id, loan))

    expect(accounts.map(({ coveredFrom }) => coveredFrom)).toEqual(['2025-05-20', '2025-12-13'])
  })

  it('asks for 90 days when the bank refuses to look further back', async () => {
    const { api, asked } = createTestApi({
      [windowOf(id, '2024-03-12')]: new BankError('bank_refused', { status: 400 }),
      [windowOf(id, '2025-12-12')]: testAnswers.lastPage,
    })

    const { accounts } = await fetchTransactions(api, wanted('2024-03-13'))

    expect(asked).toHaveLength(2)
    expect(accounts).toMatchObject([{ coveredFrom: '2025-12-13', complete: true }])
  })

  it('does not ask again when a short window is refused', async () => {
    const { api, asked } = createTestApi({
      [recent]: new BankError('bank_refused', { status: 400 }),
    })

    await expect(fetchTransactions(api, wanted('2026-02-01'))).rejects.toMatchObject({
      code: 'bank_refused',
    })
    expect(asked).toHaveLength(1)
  })

  it('does not let one account take the others away', async () => {
    const { api } = createTestApi({ [recent]: testAnswers.lastPage })

    const { accounts } = await fetchTransactions(api, wanted('2026-02-01', 'unknown-1', id))

    expect(accounts).toMatchObject([
      { key: 'unknown-1', booked: [], coveredFrom: '2026-03-13', complete: false },
      { key: id, complete: true },
    ])
  })

  it('asks no further account once the bank wants quiet', async () => {
    const { api, asked } = createTestApi({
      [recent]: testAnswers.lastPage,
      [windowOf('second-1', '2026-01-31')]: new BankError('bank_rate_limited'),
    })

    const request = wanted('2026-02-01', id, 'second-1', 'third-1')
    const { accounts } = await fetchTransactions(api, request)

    expect(asked).toHaveLength(2)
    expect(accounts.map(({ complete }) => complete)).toEqual([true, false, false])
  })

  it('asks the next account when only one has no calls left today', async () => {
    const { api } = createTestApi({
      [windowOf('spent-1', '2026-01-31')]: new BankError('bank_budget_spent'),
      [recent]: testAnswers.lastPage,
    })

    const { accounts } = await fetchTransactions(api, wanted('2026-02-01', 'spent-1', id))

    expect(accounts.map(({ complete }) => complete)).toEqual([false, true])
  })

  it('throws a consent that ended, whatever came before', async () => {
    const { api } = createTestApi({
      [recent]: testAnswers.lastPage,
      [windowOf('second-1', '2026-01-31')]: new BankError('reconnect_needed'),
    })

    const fetching = fetchTransactions(api, wanted('2026-02-01', id, 'second-1'))

    await expect(fetching).rejects.toMatchObject({ code: 'reconnect_needed' })
  })
})
