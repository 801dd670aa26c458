import { parseCurrency } from '@skrin/shared/money'
import { parseLocalDate } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import { BankError } from '../bankError.ts'
import { fetchAccounts, fetchTransactions } from './api.ts'
import { testAnswers, withChange } from './testAnswers.ts'
import { createTestApi } from './testApi.ts'

const id = '0b6f0c1e-1111-4222-8333-944455556666'
const list = '/accounts?withBalance=true'
const single = `/accounts/${id}?withBalance=false`
const pending = `/accounts/${id}/transactions?bookingStatus=pending`
const undated = `/accounts/${id}/transactions?bookingStatus=booked`
const recent = `${undated}&dateFrom=2026-02-01&dateTo=2026-03-13`
const next = `${undated}&paginationKey=P9OvCm..KCoq_duHK9`

const account = (key: string) => ({
  key,
  number: null,
  currency: parseCurrency('SEK'),
  kind: 'current' as const,
})
const from = (day: string, ...keys: string[]) => ({
  accounts: (keys.length > 0 ? keys : [id]).map(account),
  from: parseLocalDate(day),
})

describe('fetchAccounts', () => {
  it('asks for balances at once, and each open account for its co-owners', async () => {
    const { api, asked } = createTestApi({
      [list]: testAnswers.accountsV8,
      [single]: testAnswers.accountV8,
    })

    const { accounts, complete } = await fetchAccounts(api)

    expect(complete).toBe(true)
    expect(accounts.map(({ holder }) => holder)).toEqual([
      'Anna Andersson, Olle Andersson',
      'Anna Andersson',
    ])
    expect(asked).toEqual([
      list,
      single,
      '/accounts/1c7f1d2f-2222-4333-8444-a55566667777?withBalance=false',
    ])
  })

  it('says at once that the grant has ended, also when only a single account tells it', async () => {
    const { api } = createTestApi({
      [list]: testAnswers.accountsV8,
      [single]: new BankError('reconnect_needed'),
    })

    await expect(fetchAccounts(api)).rejects.toMatchObject({ code: 'reconnect_needed' })
  })
})

describe('fetchTransactions', () => {
  it('reads a recent window with a dated list, and pending apart', async () => {
    const { api, asked } = createTestApi({
      [recent]: withChange(testAnswers.bookedV8, 'transactions._links', undefined),
      [pending]: testAnswers.pendingV8,
    })

    const { accounts } = await fetchTransactions(api, from('2026-02-01'))

    expect(asked).toEqual([recent, pending])
    expect(accounts).toMatchObject([{ key: id, coveredFrom: '2026-02-01', complete: true }])
    expect(accounts[0]?.booked).toHaveLength(3)
    expect(accounts[0]?.pending).toHaveLength(2)
  })

  it('follows a link of a dated list too, since the samples have some', async () => {
    const { api, asked } = createTestApi({
      [recent]: testAnswers.bookedV8,
      [next]: withChange(testAnswers.bookedLastPageV8, 'transactions.booked', []),
      [pending]: testAnswers.pendingV8,
    })

    const { accounts } = await fetchTransactions(api, from('2026-02-01'))

    expect(asked).toContain(next)
    expect(accounts).toMatchObject([{ coveredFrom: '2026-02-01', complete: true }])
  })

  it('reads a deep window page by page, and covers only what the list showed', async () => {
    const { api, asked } = createTestApi({
      [undated]: testAnswers.bookedV8,
      [next]: testAnswers.bookedLastPageV8,
      [pending]: testAnswers.pendingV8,
    })

    const { accounts } = await fetchTransactions(api, from('2024-03-13'))

    expect(asked).toEqual([undated, next, pending])
    expect(accounts[0]?.booked.map(({ bankId }) => bankId)).toEqual([
      'v8-row-1',
      'v8-row-2',
      'v8-row-3',
      'v8-row-4',
    ])
    expect(accounts[0]?.coveredFrom).toBe('2025-06-02')
  })

  it('stops paging when a page runs back past the first day wanted', async () => {
    const { api, asked } = createTestApi({
      [undated]: withChange(testAnswers.bookedV8, 'transactions.booked.2.valueDate', '2025-10-01'),
      [pending]: testAnswers.pendingV8,
    })

    const { accounts } = await fetchTransactions(api, from('2025-11-01'))

    expect(asked).toEqual([undated, pending])
    expect(accounts).toMatchObject([{ coveredFrom: '2025-11-01', complete: true }])
    expect(accounts[0]?.booked).toHaveLength(2)
  })

  it('takes nothing away when an undated list is empty', async () => {
    const { api } = createTestApi({
      [undated]: { transactions: { booked: [] } },
      [pending]: { transactions: {} },
    })

    const { accounts } = await fetchTransactions(api, from('2024-03-13'))

    expect(accounts).toEqual([
      { key: id, booked: [], pending: [], coveredFrom: '2026-03-13', complete: true },
    ])
  })

  it('keeps the pages before one that fails, and says that it is not all', async () => {
    const { api } = createTestApi({
      [undated]: testAnswers.bookedV8,
      [next]: new BankError('bank_unavailable'),
      [pending]: testAnswers.pendingV8,
    })

    const { accounts } = await fetchTransactions(api, from('2024-03-13'))

    expect(accounts).toMatchObject([{ coveredFrom: '2026-02-28', complete: false }])
    expect(accounts[0]?.booked).toHaveLength(2)
  })

  it('takes a row once that slid onto the next page while it was read', async () => {
    const row = { transactionId: 'v8-row-3', bookingDate: '2026-02-27' }
    const slid = { ...row, transactionAmount: { amount: '-25.000', currency: 'SEK' } }
    const { api } = createTestApi({
      [undated]: testAnswers.bookedV8,
      [next]: { transactions: { booked: [slid, { ...slid, transactionId: 'v8-row-5' }] } },
      [pending]: { transactions: {} },
    })

    const { accounts } = await fetchTransactions(api, from('2024-03-13'))

    expect(accounts[0]?.booked.map(({ bankId }) => bankId)).toEqual([
      'v8-row-1',
      'v8-row-2',
      'v8-row-3',
      'v8-row-5',
    ])
  })

  it('gives up links that never end, and says that it is not all', async () => {
    const page = withChange(testAnswers.bookedV8, 'transactions._links.next.href', next)
    const { api } = createTestApi({ [undated]: page, [pending]: { transactions: {} } })
    let links = 0
    const fetchLink = () => {
      links++
      return Promise.resolve(withChange(page, 'transactions._links.next.href', `${next}${links}`))
    }

    const { accounts } = await fetchTransactions({ ...api, fetchLink }, from('2024-03-13'))

    expect(links).toBe(99)
    expect(accounts).toMatchObject([{ complete: false }])
  })

  it('refuses links that lead round in a circle', async () => {
    const { api } = createTestApi({
      [undated]: testAnswers.bookedV8,
      [next]: testAnswers.bookedV8,
    })

    await expect(fetchTransactions(api, from('2024-03-13'))).rejects.toMatchObject({
      code: 'bank_wrong_answer',
      field: 'transactions._links.next.href',
    })
  })

  it('keeps the booked rows when the pending ones do not come', async () => {
    const { api } = createTestApi({
      [recent]: withChange(testAnswers.bookedV8, 'transactions._links', undefined),
      [pending]: new BankError('bank_timeout'),
    })

    const { accounts } = await fetchTransactions(api, from('2026-02-01'))

    expect(accounts).toMatchObject([{ complete: false, pending: [] }])
    expect(accounts[0]?.booked).toHaveLength(3)
  })

  it('does not let one account take the others away', async () => {
    const { api } = createTestApi({
      [recent]: withChange(testAnswers.bookedV8, 'transactions._links', undefined),
      [pending]: testAnswers.pendingV8,
    })

    const { accounts } = await fetchTransactions(api, from('2026-02-01', 'unknown-1', id))

    expect(accounts).toMatchObject([
      { key: 'unknown-1', booked: [], coveredFrom: '2026-03-13', complete: false },
      { key: id, complete: true },
    ])
  })

  it('asks no further account once the bank wants quiet', async () => {
    const { api, asked } = createTestApi({
      [recent]: withChange(testAnswers.bookedV8, 'transactions._links', undefined),
      [pending]: new BankError('bank_rate_limited'),
      [recent.replace(id, 'second-1')]: new BankError('bank_rate_limited'),
    })

    const { accounts } = await fetchTransactions(api, from('2026-02-01', id, 'second-1', 'third-1'))

    expect(asked).toHaveLength(3)
    expect(accounts.map(({ complete }) => complete)).toEqual([false, false, false])
  })

  it('throws the failure when no account gave anything', async () => {
    const { api } = createTestApi({
      [recent]: withChange(
        testAnswers.bookedV8,
        'transactions.booked.0.transactionAmount',
        undefined,
      ),
    })

    await expect(fetchTransactions(api, from('2026-02-01'))).rejects.toMatchObject({
      code: 'bank_wrong_answer',
      field: 'transactions.booked[0].transactionAmount',
    })
  })

  it('throws a grant that ended, whatever came before', async () => {
    const { api } = createTestApi({
      [recent]: withChange(testAnswers.bookedV8, 'transactions._links', undefined),
      [pending]: new BankError('reconnect_needed'),
    })

    await expect(fetchTransactions(api, from('2026-02-01'))).rejects.toMatchObject({
      code: 'reconnect_needed',
    })
  })

  it('reads the sign of pending rows by the configured version', async () => {
    const answers = {
      [recent]: { transactions: { booked: [] } },
      [pending]: testAnswers.pendingV7,
    }
    const { api } = createTestApi(answers, { AIS_VERSION: 'v7' })

    const { accounts } = await fetchTransactions(api, from('2026-02-01'))

    expect(accounts[0]?.pending.map(({ amount }) => amount.minor)).toEqual([-8790, -120_000])
  })
})
