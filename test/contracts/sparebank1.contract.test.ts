import type { AccountTransactions, BankApi, FetchedTransactions } from '@skrin/bff/banks/bank'
import { BankError, MappingError } from '@skrin/bff/banks/bankError'
import { sparebank1 } from '@skrin/bff/banks/sparebank1/sparebank1'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { REDIRECT_URI, clickThrough, visitSpareBank1 } from './sparebank1/visitSpareBank1.ts'
import type { SpareBank1Visit } from './sparebank1/visitSpareBank1.ts'

const TODAY = parseLocalDate('2026-11-20')
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

let visit: SpareBank1Visit
beforeEach(async () => {
  // In Oslo this is already the 20th.
  visit = await visitSpareBank1('2026-11-19T23:30:00Z')
})
afterEach(() => visit.close())

const callsOf = (operation: string) => visit.sandbox.journal.entries('sparebank1', operation)
const worldAccount = (id: string) => {
  const account = visit.sandbox.world.accountsOf('jonas', 'sparebank1').find((one) => one.id === id)
  if (!account) throw new TypeError(`no account ${id}`)
  return account
}
const openJonas = async () => visit.openApi(await visit.connect())
const fault = (
  operation: string,
  kind: Parameters<typeof visit.sandbox.faults.set>[0]['kind'],
  value?: string | number,
) =>
  visit.sandbox.faults.set({
    bank: 'sparebank1',
    operation,
    kind,
    ...(value !== undefined && { value }),
  })

async function fetchAll(api: BankApi, days: number): Promise<FetchedTransactions> {
  const { accounts } = await sparebank1.fetchAccounts(api)
  return sparebank1.fetchTransactions(api, { accounts, from: addDays(TODAY, -days) })
}

describe('the grant', () => {
  it('connects with state, PKCE and the secret in the body, and asks for no scope (T2, T3, T8, F2)', async () => {
    await visit.connect()

    const asked = new URL(callsOf('authorize')[0]?.url ?? '', 'http://bank').searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      state: 'state-1',
      code_challenge_method: 'S256',
    })
    expect(asked.has('scope') || asked.has('finInst')).toBe(false)
    const [token] = callsOf('token')
    expect(token?.headers.authorization).toBeUndefined()
    expect(token?.form).toMatchObject({
      redirect_uri: REDIRECT_URI,
      client_id: visit.bank.env['SKRIN_SPAREBANK1_CLIENT_ID'],
      client_secret: visit.bank.env['SKRIN_SPAREBANK1_CLIENT_SECRET'],
    })
  })

  it('connects without PKCE too', async () => {
    await expect(visit.connect({ pkce: false })).resolves.toHaveProperty('accessToken')
  })

  it('passes the bank chooser by when a bank is chosen, a merged one by its new name', async () => {
    await visit.connect({ finInst: 'fid-sr-bank' })

    expect(callsOf('authorize')[0]?.url).toContain('finInst=fid-sor-norge')
    expect(callsOf('authorize').map(({ url }) => url.split('?')[0])).toEqual([
      '/sparebank1/auth/oauth/authorize',
      '/sparebank1/auth/oauth/login',
      '/sparebank1/auth/oauth/decision',
    ])
  })

  it('is refused for a bank that does not exist, and by the person', async () => {
    const parameters = { finInst: 'fid-bv' }
    const request = { redirectUri: REDIRECT_URI, state: 'state-1', codeVerifier: null, parameters }
    const wrongBank = await clickThrough(
      await visit.oauth.buildAuthorizationUrl({ ...request, purpose: 'reading' }),
    )

    expect(wrongBank.searchParams.get('error')).toBe('access_denied')
    expect(wrongBank.searchParams.get('state')).toBe('state-1')
    await expect(visit.connect({ decision: 'refuse' })).rejects.toMatchObject({
      code: 'connect_denied',
    })
  })

  it('stays on the page of the bank when the address to return to is not registered', async () => {
    const request = {
      redirectUri: `${REDIRECT_URI}/more`,
      state: 's',
      codeVerifier: null,
      parameters: {},
    }
    const url = await visit.oauth.buildAuthorizationUrl({ ...request, purpose: 'reading' })

    await expect(clickThrough(url)).rejects.toThrow('not registered')
  })

  it('spends a code by using it, by failing with it and by waiting', async () => {
    const checks = { state: 'state-1', codeVerifier: null }
    const used = await visit.authorize({ pkce: false })
    await visit.oauth.exchangeCode(used, checks)
    const failed = await visit.authorize({ pkce: false })
    visit.sandbox.faults.set({
      bank: 'sparebank1',
      operation: 'token',
      kind: 'invalid_client',
      times: 1,
    })
    await expect(visit.oauth.exchangeCode(failed, checks)).rejects.toBeInstanceOf(BankError)
    const late = await visit.authorize({ pkce: false })
    visit.pass(3 * MINUTE_MS)

    for (const callback of [used, failed, late]) {
      await expect(visit.oauth.exchangeCode(callback, checks)).rejects.toBeInstanceOf(BankError)
    }
  })

  it('accepts the client as Basic as well, on both hosts', async () => {
    const { searchParams } = await visit.authorize({ pkce: false })
    const encode = (name: string) =>
      encodeURIComponent(visit.bank.env[`SKRIN_SPAREBANK1_CLIENT_${name}`] ?? '')
    const pair = Buffer.from(`${encode('ID')}:${encode('SECRET')}`).toString('base64')
    const code = searchParams.get('code') ?? ''

    const response = await fetch(`${visit.sandbox.origin}/sparebank1/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${pair}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: REDIRECT_URI,
      }),
    })

    expect(await response.json()).toMatchObject({
      expires_in: 600,
      refresh_token_expires_in: 2591999,
    })
  })

  it('says when BankID is needed again: 365 days after connecting, refreshed or not (X8)', async () => {
    const connectedAt = visit.sandbox.journal.entries()[0]?.at ?? Date.parse('2026-11-19T23:30:00Z')
    const grant = await visit.connect()
    visit.pass(20 * DAY_MS)
    const refreshed = await visit.oauth.refresh(grant.refreshToken ?? '')
    const renewBy = (answer: typeof grant.wire, now: number) =>
      sparebank1.auth.renewBy?.({ answer, connectedAt: iso(connectedAt), now: iso(now) })

    expect(renewBy(grant.wire, connectedAt)).toBe('2027-11-19T23:29:59.000Z')
    expect(renewBy(refreshed.wire, connectedAt + 20 * DAY_MS)).toBe('2027-11-19T23:29:59.000Z')
  })
})

const iso = (ms: number) =>
  new Date(ms).toISOString() as Parameters<NonNullable<typeof sparebank1.auth.renewBy>>[0]['now']

describe('refreshing', () => {
  it('goes on after the plain-text 401 with a rotated token', async () => {
    const api = await openJonas()
    visit.pass(11 * MINUTE_MS)

    const { accounts } = await sparebank1.fetchAccounts(api)

    expect(accounts).not.toHaveLength(0)
    expect(callsOf('accounts').map(({ status }) => status)).toEqual([401, 200])
    expect(callsOf('token').map(({ form }) => form['grant_type'])).toEqual([
      'authorization_code',
      'refresh_token',
    ])
  })

  it('is over for the whole grant when a used refresh token is used again', async () => {
    const grant = await visit.connect()
    const next = await visit.oauth.refresh(grant.refreshToken ?? '')

    await expect(visit.oauth.refresh(grant.refreshToken ?? '')).rejects.toMatchObject({
      code: 'reconnect_needed',
    })
    await expect(visit.oauth.refresh(next.refreshToken ?? '')).rejects.toMatchObject({
      code: 'reconnect_needed',
    })
  })

  it('is over after an answer with the rotated token was lost', async () => {
    const grant = await visit.connect()
    visit.sandbox.faults.set({
      bank: 'sparebank1',
      operation: 'token',
      kind: 'lost_rotation',
      times: 1,
    })

    await expect(visit.oauth.refresh(grant.refreshToken ?? '')).rejects.toMatchObject({
      code: 'bank_unreachable',
    })
    await expect(visit.oauth.refresh(grant.refreshToken ?? '')).rejects.toMatchObject({
      code: 'reconnect_needed',
    })
  })

  it('is over after 30 days without use, and when the customer ends it at the bank', async () => {
    const idle = await visit.connect()
    visit.pass(30 * DAY_MS)
    await expect(visit.oauth.refresh(idle.refreshToken ?? '')).rejects.toMatchObject({
      code: 'reconnect_needed',
    })
    const api = await openJonas()
    fault('accounts', 'revoked_consent')

    await expect(sparebank1.fetchAccounts(api)).rejects.toMatchObject({ code: 'reconnect_needed' })
  })
})

describe('accounts', () => {
  it('brings every kind, with exact balances, the missing ones asked for by number in the body', async () => {
    const fetched = await sparebank1.fetchAccounts(await openJonas())

    expect(fetched.complete).toBe(true)
    expect(fetched.accounts.map(({ name, kind }) => [name, kind])).toEqual([
      ['Felles husholdning', 'current'],
      ['Lønnskonto', 'current'],
      ['BSU', 'savings'],
      ['LOfavør Mastercard', 'card'],
    ])
    for (const [index, id] of ['felles', 'lonn', 'bsu', 'kort'].entries()) {
      const { bookedMinor } = visit.sandbox.world.balanceOf(`sparebank1-${id}`, TODAY)
      expect(fetched.accounts[index]?.balance).toEqual({ minor: bookedMinor, currency: 'NOK' })
    }
    expect(callsOf('balance').map(({ form, url }) => [form, url])).toEqual([
      [
        { accountNumber: worldAccount('sparebank1-bsu').number },
        '/sparebank1/personal/banking/accounts/balance',
      ],
    ])
    expect(JSON.stringify(fetched)).not.toMatch(/ssn-?key|customer-?key/i)
  })

  it('shows what is owed on a card as negative, whichever way the bank writes it', async () => {
    const api = await openJonas()
    const readCard = async () =>
      (await sparebank1.fetchAccounts(api)).accounts.find(({ kind }) => kind === 'card')

    const negative = await readCard()
    visit.bank.switches.cardBalance = 'positive-is-owed'
    const positive = await readCard()

    expect(negative?.balance?.minor).toBeLessThan(0)
    expect(positive).toEqual(negative)
    expect(negative?.number).toBeNull()
  })

  it('keeps the list when a balance cannot be had, and says that something is missing', async () => {
    const api = await openJonas()
    fault('balance', 'unavailable')

    const fetched = await sparebank1.fetchAccounts(api)

    expect(fetched.complete).toBe(false)
    expect(fetched.accounts.find(({ name }) => name === 'BSU')?.balance).toBeNull()
  })

  it('is partial when the bank reports errors beside the accounts', async () => {
    const api = await openJonas()
    fault('accounts', 'partial')

    const fetched = await sparebank1.fetchAccounts(api)

    expect(fetched.complete).toBe(false)
    expect(fetched.accounts.map(({ kind }) => kind)).not.toContain('card')
  })

  it('finds the same numbers under new keys', async () => {
    const api = await openJonas()
    const before = await sparebank1.fetchAccounts(api)
    visit.sandbox.faults.set({
      bank: 'sparebank1',
      operation: 'accounts',
      kind: 'changed_ids',
      times: 1,
    })

    const after = await sparebank1.fetchAccounts(api)

    expect(after.accounts.map(({ number }) => number)).toEqual(
      before.accounts.map(({ number }) => number),
    )
    expect(after.accounts.map(({ key }) => key)).not.toEqual(before.accounts.map(({ key }) => key))
  })

  it.each([
    ['accounts', 'balance', 'accounts[0].balance'],
    ['accounts', 'currencyCode', 'accounts[0].currencyCode'],
    ['balance', 'accountBalance', 'accountBalance'],
  ])('names the field of a wrong answer: %s %s', async (operation, value, field) => {
    const api = await openJonas()
    fault(operation, 'wrong_shape', value)

    await expect(sparebank1.fetchAccounts(api)).rejects.toEqual(new MappingError(field))
  })
})

describe('transactions', () => {
  it('brings a year of all accounts, row for row and to the øre', async () => {
    const api = await openJonas()

    const { accounts } = await fetchAll(api, 365)

    for (const [index, id] of ['felles', 'lonn', 'bsu', 'kort'].entries()) {
      const rows = visit.sandbox.world.transactionsOf(`sparebank1-${id}`, TODAY)
      const known = rows
        // The bank chooses by the day of the purchase.
        .filter(({ bookedOn, day }) => bookedOn <= TODAY && day >= addDays(TODAY, -365))
        .map(({ bookedOn, amountMinor }) => `${bookedOn} ${amountMinor}`)
      const account = accounts[index]
      expect(account?.complete).toBe(true)
      expect(
        account?.booked.map(({ bookingDate, amount }) => `${bookingDate} ${amount.minor}`).sort(),
      ).toEqual(known.sort())
      expect(account?.pending).toHaveLength(rows.filter(({ bookedOn }) => bookedOn > TODAY).length)
    }
  })

  it('asks once for all accounts', async () => {
    const api = await openJonas()

    await fetchAll(api, 30)

    const asked = callsOf('transactions').map(({ url }) => new URL(url, 'http://bank').searchParams)
    expect(asked).toHaveLength(1)
    expect(asked[0]?.getAll('accountKey')).toHaveLength(4)
    expect(asked[0]?.get('fromDate')).toBe('2026-10-21')
    expect(asked[0]?.get('source')).toBe('ALL')
  })

  it.each([300, 200])(
    'gets behind a silent ceiling of %i rows by asking for shorter periods',
    async (maxRows) => {
      const api = await openJonas()
      const whole = await fetchAll(api, 365)
      visit.bank.switches.maxRows = maxRows
      visit.sandbox.journal.clear()

      const inParts = await fetchAll(api, 365)

      expect(callsOf('transactions').length).toBeGreaterThan(1)
      expect(inParts.accounts.map(sortedRows)).toEqual(whole.accounts.map(sortedRows))
      expect(inParts.accounts.every(({ complete }) => complete)).toBe(true)
    },
  )

  it('begins later when no period is short enough, and says from which day on it is whole', async () => {
    const api = await openJonas()
    const whole = await fetchAll(api, 700)
    visit.bank.switches.maxRows = 100
    visit.sandbox.journal.clear()

    const { accounts } = await fetchAll(api, 700)

    const [coveredFrom = TODAY] = accounts.map((account) => account.coveredFrom)
    const since = (account: AccountTransactions) => ({
      ...account,
      booked: account.booked.filter(({ bookingDate }) => bookingDate >= coveredFrom),
    })
    expect(callsOf('transactions').length).toBeLessThanOrEqual(20)
    expect(coveredFrom > addDays(TODAY, -700)).toBe(true)
    expect(accounts.every((account) => account.complete)).toBe(true)
    expect(accounts.map(since).map(sortedRows)).toEqual(whole.accounts.map(since).map(sortedRows))
  })

  it('knows the same rows again although every id is new', async () => {
    const api = await openJonas()

    const first = await fetchAll(api, 60)
    const second = await fetchAll(api, 60)

    const ids = (fetched: FetchedTransactions) =>
      fetched.accounts.flatMap(({ booked }) => booked.map(({ wire }) => Object(wire).id))
    expect(ids(first)).not.toEqual(ids(second))
    expect(first.accounts.map(sortedRows)).toEqual(second.accounts.map(sortedRows))
  })

  it('turns pending rows into booked ones with a hint of their own', async () => {
    const api = await openJonas()
    const before = await fetchAll(api, 14)
    const waiting = before.accounts.flatMap(({ pending }) => pending)
    visit.pass(7 * DAY_MS)
    const later = visit.openApi(await visit.connect())

    const after = await fetchAll(later, 14)

    expect(waiting.length).toBeGreaterThan(0)
    expect(waiting.every(({ bankId }) => bankId === null)).toBe(true)
    const booked = after.accounts.flatMap(({ booked: rows }) => rows)
    const amounts = booked.map(({ amount }) => amount.minor)
    expect(waiting.every(({ amount }) => amounts.includes(amount.minor))).toBe(true)
    expect(booked.every(({ bankId }) => bankId !== null)).toBe(true)
  })

  it('gives every row a text, whatever descriptions are missing', async () => {
    const { accounts } = await fetchAll(await openJonas(), 365)

    const rows = accounts.flatMap(({ booked, pending }) => [...booked, ...pending])

    expect(rows.filter(({ text }) => text === '')).toEqual([])
    expect(rows.filter(({ text }) => /Kurs:|Betalt:|^\*\d/.test(text))).toEqual([])
  })

  it('keeps what was paid abroad in the currency of the purchase', async () => {
    const { accounts } = await fetchAll(await openJonas(), 700)
    const abroad = accounts
      .flatMap(({ booked }) => booked)
      .filter(({ original }) => original !== null)

    expect(abroad.length).toBeGreaterThan(0)
    expect(
      abroad.every(
        ({ original, amount }) => original?.amount.currency !== 'NOK' && amount.currency === 'NOK',
      ),
    ).toBe(true)
    expect(
      abroad.every(
        ({ original, amount }) =>
          Math.sign(original?.amount.minor ?? 0) === Math.sign(amount.minor),
      ),
    ).toBe(true)
  })

  it.each([
    ['CREDIT_ACCOUNTS_FAILED', [true, true, true, false]],
    ['RECENT_TRANSACTIONS_FAILED', [false, false, false, false]],
  ])('is partial with %s for the accounts it concerns', async (error, complete) => {
    const api = await openJonas()
    fault('transactions', 'partial', error)

    const { accounts } = await fetchAll(api, 30)

    expect(accounts.map((account) => account.complete)).toEqual(complete)
  })

  it.each(['amount', 'date', 'bookingStatus', 'accountKey'])(
    'names the field of a wrong answer: %s',
    async (value) => {
      const api = await openJonas()
      fault('transactions', 'wrong_shape', value)

      await expect(fetchAll(api, 30)).rejects.toEqual(new MappingError(`transactions[0].${value}`))
    },
  )

  it('obeys the limit of calls an hour', async () => {
    const api = await openJonas()
    visit.bank.switches.callsPerHour = 3

    await fetchAll(api, 30)
    const refused = fetchAll(api, 30)

    await expect(refused).rejects.toMatchObject({
      code: 'bank_rate_limited',
      retryAt: '2026-11-20T00:30:00.000Z',
    })
  })
})

describe('the allow-list', () => {
  it('sends nothing that is not on it, a transfer least of all', async () => {
    const api = await openJonas()
    const transfer = {
      method: 'POST',
      path: '/transfer/debit',
      query: [],
      operation: 'transfer',
      passThrough: false,
    } as const
    visit.sandbox.journal.clear()

    await expect(api.fetchJson(transfer, { body: { amount: '1.00' } })).rejects.toMatchObject({
      code: 'bank_path_not_allowed',
    })

    expect(visit.sandbox.journal.entries()).toEqual([])
    expect(
      Object.values(sparebank1.calls)
        .map(({ path }) => path)
        .join(),
    ).not.toContain('transfer')
  })

  it('exports only as CSV, and shows details under an id of an earlier answer', async () => {
    const grant = await visit.connect()
    const api = visit.openApi(grant)
    const fetched = await fetchAll(api, 30)
    const id = String(Object(fetched.accounts[0]?.booked[0]?.wire).id)
    const { transactionDetails } = sparebank1.calls
    if (!transactionDetails) throw new TypeError('no such call')

    const details = await api.fetchJson(transactionDetails, { params: { id } })
    const exported = await fetch(
      `${visit.sandbox.origin}/sparebank1/personal/banking/transactions/export`,
      {
        headers: { authorization: `Bearer ${grant.accessToken}`, accept: 'application/json' },
      },
    )

    expect(details).toHaveProperty('numericalReference')
    expect(exported.status).toBe(406)
  })
})

function sortedRows({ booked, pending }: FetchedTransactions['accounts'][number]): string[] {
  return [...booked, ...pending]
    .map(
      ({ bookingDate, amount, text, bankId }) => `${bookingDate} ${amount.minor} ${text} ${bankId}`,
    )
    .sort()
}
