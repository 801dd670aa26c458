import { describe, expect, it } from 'vitest'
import type { ConnectionId } from '@skrin/shared/brand'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { parseCurrency } from '@skrin/shared/money'
import { createBankMemories } from '../../connections/bankMemories.ts'
import { BankError } from '../bankError.ts'
import type { WireJson } from '../wire.ts'
import { fetchAccounts, fetchTransactions } from './api.ts'
import { testAnswers, withChange } from './testAnswers.ts'
import { createTestApi } from './testApi.ts'
import type { TestAnswers } from './testApi.ts'

const today = parseLocalDate('2026-03-13')
const sureFrom = addDays(today, -89)
const longAgo = addDays(today, -700)
const { details, balances, transactions } = testAnswers
const session: WireJson = {
  status: 'AUTHORIZED',
  accounts: ['uid-1', 'uid-2'],
  accounts_data: [
    { uid: 'uid-1', identification_hash: 'hash-1' },
    { uid: 'uid-2', identification_hash: 'hash-2' },
  ],
}
const both = {
  '/sessions/session-1': session,
  '/accounts/uid-1/details': details,
  '/accounts/uid-1/balances': balances,
  '/accounts/uid-2/details': details,
  '/accounts/uid-2/balances': balances,
}
const rows = (uid: string, query: string) => `/accounts/${uid}/transactions?${query}`
const recent = 'date_from=2026-02-01'
const deep = `date_from=${longAgo}&strategy=longest`
const accountOf = (key: string) =>
  ({ key, number: null, currency: parseCurrency('NOK'), kind: 'current' }) as const
const refused = (status: number) => new BankError('bank_behind_unavailable', { status })

const hasReference = (wire: WireJson) =>
  typeof wire === 'object' && wire !== null && 'entry_reference' in wire && wire.entry_reference

async function fetchRows(answers: TestAnswers, from = parseLocalDate('2026-02-01')) {
  const { api, asked } = createTestApi({ '/sessions/session-1': session, ...answers })
  const account = accountOf('hash-1')
  const { accounts } = await fetchTransactions(api, { accounts: [account], from })
  return { ...accounts[0], asked: asked.slice(1) }
}

describe('accounts', () => {
  it('are those of the session, by a key that outlives it', async () => {
    const { api, asked } = createTestApi(both)

    const { accounts, complete } = await fetchAccounts(api)

    expect(accounts.map(({ key }) => key)).toEqual(['hash-1', 'hash-2'])
    expect(complete).toBe(true)
    expect(asked).toHaveLength(5)
  })

  it('of one number, in two currencies, go by what this session calls them', async () => {
    const same = withChange(session, 'accounts_data.1.identification_hash', 'hash-1')
    const { api } = createTestApi({ ...both, '/sessions/session-1': same })

    expect((await fetchAccounts(api)).accounts.map(({ key }) => key)).toEqual(['uid-1', 'uid-2'])
  })

  it('of a session that only lists ids go by those', async () => {
    const bare = withChange(session, 'accounts_data', undefined)
    const { api } = createTestApi({ ...both, '/sessions/session-1': bare })

    expect((await fetchAccounts(api)).accounts.map(({ key }) => key)).toEqual(['uid-1', 'uid-2'])
  })

  it('are kept without a balance that does not come, and are then not complete', async () => {
    const { api } = createTestApi({ ...both, '/accounts/uid-1/balances': refused(502) })

    const { accounts, complete } = await fetchAccounts(api)

    expect(accounts.map(({ balance }) => balance?.minor)).toEqual([undefined, 1_234_567])
    expect(complete).toBe(false)
  })

  it('that do not come leave the others', async () => {
    const { api } = createTestApi({ ...both, '/accounts/uid-1/details': refused(502) })

    expect(await fetchAccounts(api)).toMatchObject({
      accounts: [{ key: 'hash-2' }],
      complete: false,
    })
  })

  it('that do not come at all are the bank’s failure', async () => {
    const down = refused(502)
    const answers = { ...both, '/accounts/uid-1/details': down, '/accounts/uid-2/details': down }

    await expect(fetchAccounts(createTestApi(answers).api)).rejects.toBe(down)
  })

  it.each(['EXPIRED', 'REVOKED', 'CLOSED', 'CANCELLED'])(
    'of a session that is %s must be renewed',
    async (status) => {
      const { api } = createTestApi({
        ...both,
        '/sessions/session-1': withChange(session, 'status', status),
      })

      await expect(fetchAccounts(api)).rejects.toMatchObject({ code: 'reconnect_needed' })
    },
  )

  it('that may no longer be read say so at once', async () => {
    const over = new BankError('reconnect_needed', { status: 401 })
    const { api } = createTestApi({ ...both, '/accounts/uid-2/balances': over })

    await expect(fetchAccounts(api)).rejects.toBe(over)
  })
})

describe('rows', () => {
  it('come booked and pending in one answer', async () => {
    const fetched = await fetchRows({ [rows('uid-1', recent)]: transactions })

    expect(fetched).toMatchObject({ key: 'hash-1', coveredFrom: '2026-02-01', complete: true })
    expect(fetched.booked).toHaveLength(3)
    expect(fetched.pending).toHaveLength(1)
    expect(fetched.asked).toHaveLength(1)
  })

  it('go on behind an empty page, with the same question', async () => {
    const empty: WireJson = { transactions: [], continuation_key: 'key-1' }
    const fetched = await fetchRows({
      [rows('uid-1', recent)]: empty,
      [rows('uid-1', `${recent}&continuation_key=key-1`)]: transactions,
    })

    expect(fetched.booked).toHaveLength(3)
    expect(fetched.complete).toBe(true)
  })

  it('of keys that go round in a circle are a wrong answer', async () => {
    const round = withChange(transactions, 'continuation_key', 'key-1')
    const fetching = fetchRows({
      [rows('uid-1', recent)]: round,
      [rows('uid-1', `${recent}&continuation_key=key-1`)]: round,
    })

    await expect(fetching).rejects.toMatchObject({
      name: 'MappingError',
      field: 'continuation_key',
    })
  })

  it('keep the pages before one that does not come', async () => {
    const fetched = await fetchRows({
      [rows('uid-1', recent)]: withChange(transactions, 'continuation_key', 'key-1'),
      [rows('uid-1', `${recent}&continuation_key=key-1`)]: refused(502),
    })

    expect(fetched).toMatchObject({ complete: false, coveredFrom: today })
    expect(fetched.booked).toHaveLength(3)
  })

  it('are asked for as deep as the bank goes, and are whole as far as was seen', async () => {
    const fetched = await fetchRows({ [rows('uid-1', deep)]: transactions }, longAgo)

    expect(fetched.coveredFrom).toBe(sureFrom)
    const old = withChange(transactions, 'transactions.0.booking_date', '2025-06-01')
    const deeper = await fetchRows({ [rows('uid-1', deep)]: old }, longAgo)
    expect(deeper.coveredFrom).toBe('2025-06-01')
  })

  it('are asked for less deep where that is refused, and claim no more', async () => {
    const old = withChange(transactions, 'transactions.0.booking_date', '2025-06-01')
    const fetched = await fetchRows(
      {
        [rows('uid-1', deep)]: refused(422),
        [rows('uid-1', `${deep}&transaction_status=BOOK`)]: refused(422),
        [rows('uid-1', `date_from=${sureFrom}`)]: old,
      },
      longAgo,
    )

    expect(fetched.coveredFrom).toBe(sureFrom)
    expect(fetched.asked).toHaveLength(3)
  })

  it('are the booked ones where the bank refuses to speak of others', async () => {
    const fetched = await fetchRows({
      [rows('uid-1', recent)]: refused(400),
      [rows('uid-1', `${recent}&transaction_status=BOOK`)]: transactions,
    })

    expect(fetched).toMatchObject({ complete: true, coveredFrom: '2026-02-01' })
    expect(fetched.asked).toHaveLength(2)
  })

  it('are asked for without the others at once where that was refused before', async () => {
    const memory = createBankMemories({ now: () => 0 }).open('connection-1' as ConnectionId, null)
    const answers = {
      '/sessions/session-1': session,
      [rows('uid-1', recent)]: refused(400),
      [rows('uid-1', `${recent}&transaction_status=BOOK`)]: transactions,
    }
    const { api, asked } = createTestApi(answers, memory)
    const wanted = { accounts: [accountOf('hash-1')], from: parseLocalDate('2026-02-01') }

    await fetchTransactions(api, wanted)
    const { accounts } = await fetchTransactions(api, wanted)

    expect(accounts).toMatchObject([{ complete: true, coveredFrom: '2026-02-01' }])
    expect(asked.filter((target) => target.includes('transactions'))).toEqual([
      rows('uid-1', recent),
      rows('uid-1', `${recent}&transaction_status=BOOK`),
      rows('uid-1', `${recent}&transaction_status=BOOK`),
    ])
  })

  it('that slide onto the next page meanwhile stand there once', async () => {
    const fetched = await fetchRows({
      [rows('uid-1', recent)]: withChange(transactions, 'continuation_key', 'key-1'),
      [rows('uid-1', `${recent}&continuation_key=key-1`)]: transactions,
    })

    const known = fetched.booked?.filter(({ wire }) => hasReference(wire)) ?? []
    expect(new Set(known.map(({ bankId }) => bankId)).size).toBe(known.length)
    expect(known.length).toBeGreaterThan(0)
  })

  it.each([
    ['reconnect_needed', 422],
    ['bank_client_invalid', 400],
    ['bank_rate_limited', 400],
  ] as const)('are not asked for less deep when the answer is %s', async (code, status) => {
    const { api, asked } = createTestApi({
      '/sessions/session-1': session,
      [rows('uid-1', recent)]: new BankError(code, { status }),
    })
    const wanted = { accounts: [accountOf('hash-1')], from: parseLocalDate('2026-02-01') }

    await expect(fetchTransactions(api, wanted)).rejects.toMatchObject({ code })
    expect(asked).toHaveLength(2)
  })

  it('are not asked for again when it is not the question that is wrong', async () => {
    await expect(fetchRows({ [rows('uid-1', recent)]: refused(502) })).rejects.toMatchObject({
      status: 502,
    })
  })

  it('are refused for an account that is no longer in the session', async () => {
    const { api } = createTestApi({ '/sessions/session-1': session })
    const account = accountOf('hash-9')

    await expect(
      fetchTransactions(api, { accounts: [account], from: longAgo }),
    ).rejects.toMatchObject({ code: 'bank_refused' })
  })
})
