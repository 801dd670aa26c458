import { addDays } from '@skrin/shared/dates'
import { parseCurrency } from '@skrin/shared/money'
import type { AccountTransactions, BankApi } from '@skrin/bff/banks/bank'
import { seb } from '@skrin/bff/banks/seb/seb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { REDIRECT_URI, clickThrough, startSeb } from './seb/connectSeb.ts'
import type { SebSetup } from './seb/connectSeb.ts'
import { TODAY } from './seb/sebWorld.ts'

const DAY_MS = 24 * 60 * 60 * 1000

let setup: SebSetup
beforeEach(async () => {
  setup = await startSeb()
})
afterEach(() => setup.close())

async function fetchJoint(api: BankApi, days: number): Promise<AccountTransactions> {
  const { accounts } = await seb.fetchAccounts(api)
  const joint = accounts.filter(({ name }) => name === 'Vardag')
  const fetched = await seb.fetchTransactions(api, { accounts: joint, from: addDays(TODAY, -days) })
  const [first] = fetched.accounts
  if (!first) throw new TypeError('no account came')
  return first
}

const callsOf = (operation: string) => setup.journal.entries('seb', operation)

describe('the grant', () => {
  it('connects with PKCE and the secret in the body, through 201 and a lower-case bearer (T2, T3, F2)', async () => {
    const grant = await setup.connect()

    const [authorize] = callsOf('authorize')
    const [token] = callsOf('token')
    const asked = new URL(authorize?.url ?? '', 'http://bank').searchParams
    expect(asked.get('response_type')).toBe('code')
    expect(asked.get('scope')).toBe('psd2_accounts')
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(token).toMatchObject({ status: 201, url: '/seb/mga/sps/oauth/oauth20/token' })
    expect(token?.headers.authorization).toBeUndefined()
    expect(token?.form).toMatchObject({
      grant_type: 'authorization_code',
      client_id: setup.sandbox.env['SKRIN_SEB_CLIENT_ID'],
      client_secret: setup.sandbox.env['SKRIN_SEB_CLIENT_SECRET'],
      redirect_uri: REDIRECT_URI,
    })
    expect(grant.refreshToken).toMatch(/^RT-/)
  })

  it('connects without PKCE where the bank refuses it', async () => {
    setup.sandbox.switches.refusesPkce = true

    await expect(setup.connect()).rejects.toThrow('Unknown parameter code_challenge')
    await expect(setup.connect({ pkce: false })).resolves.toHaveProperty('accessToken')
  })

  it('says when the person refused', async () => {
    await expect(setup.connect({ decision: 'refuse' })).rejects.toMatchObject({
      code: 'connect_denied',
    })
  })

  it('lets a code work once', async () => {
    const state = 'state-1'
    const request = { redirectUri: REDIRECT_URI, state, codeVerifier: null, parameters: {} }
    const callback = await clickThrough(
      await setup.oauth.buildAuthorizationUrl({ ...request, purpose: 'reading' }),
      'approve',
    )
    await setup.oauth.exchangeCode(callback, { state, codeVerifier: null })

    const again = setup.oauth.exchangeCode(callback, { state, codeVerifier: null })

    await expect(again).rejects.toMatchObject({ code: 'reconnect_needed' })
  })

  it.each([false, true])(
    'goes on with a refreshed token after an hour (rotation: %s)',
    async (rotates) => {
      setup.sandbox.switches.rotates = rotates
      const grant = await setup.connect()
      const before = { ...grant }
      setup.clock.advance(60 * 60 * 1000)

      await seb.fetchAccounts(setup.openApi(grant))

      expect(grant.accessToken).not.toBe(before.accessToken)
      expect(grant.refreshToken === before.refreshToken).toBe(!rotates)
    },
  )

  it('is over when an answer with a rotated token was lost', async () => {
    setup.sandbox.switches.rotates = true
    const grant = await setup.connect()
    setup.faults.set({ bank: 'seb', operation: 'token', kind: 'lost_rotation', times: 1 })
    await expect(setup.oauth.refresh(grant.refreshToken)).rejects.toMatchObject({
      code: 'bank_unreachable',
    })

    const again = setup.oauth.refresh(grant.refreshToken)

    await expect(again).rejects.toMatchObject({ code: 'reconnect_needed' })
  })

  it('is over when the customer withdrew it at the bank', async () => {
    const grant = await setup.connect()
    setup.faults.set({ bank: 'seb', operation: 'accounts', kind: 'revoked_consent', times: 1 })

    const asked = seb.fetchAccounts(setup.openApi(grant))

    await expect(asked).rejects.toMatchObject({ code: 'reconnect_needed' })
  })

  it('names a refused bank client', async () => {
    setup.faults.set({ bank: 'seb', operation: 'token', kind: 'invalid_client', times: 1 })

    await expect(setup.connect()).rejects.toMatchObject({ code: 'bank_client_invalid' })
  })

  it('outlives a restart of the sandbox', async () => {
    const grant = await setup.connect()
    const snapshot: unknown = JSON.parse(JSON.stringify(setup.sandbox.snapshot()))
    setup.sandbox.revokeGrants()

    setup.sandbox.restore(snapshot)

    await expect(seb.fetchAccounts(setup.openApi(grant))).resolves.toHaveProperty('complete', true)
  })
})

describe('accounts', () => {
  it('come with exact balances and both holders, without the closed one', async () => {
    const { accounts, complete } = await seb.fetchAccounts(setup.openApi(await setup.connect()))

    expect(complete).toBe(true)
    expect(accounts).toMatchObject([
      {
        name: 'Vardag',
        number: '52991044327',
        balance: { minor: 215_050, currency: 'SEK' },
        available: { minor: 136_260, currency: 'SEK' },
        holder: 'Jonas Lindvik, Ingrid Lindvik',
        closed: false,
      },
      { name: 'Resor', balance: { minor: -1, currency: 'EUR' }, holder: 'Jonas Lindvik' },
    ])
  })

  it('have other keys in v7, and the same figures', async () => {
    const grant = await setup.connect()

    const inV8 = await seb.fetchAccounts(setup.openApi(grant))
    const inV7 = await seb.fetchAccounts(setup.openApi(grant, { version: 'v7' }))

    expect(inV7.accounts.map(({ key, ...rest }) => rest)).toEqual(
      inV8.accounts.map(({ key, ...rest }) => rest),
    )
    expect(inV7.accounts[0]?.key).not.toBe(inV8.accounts[0]?.key)
  })

  it('name the field of an amount that is none', async () => {
    setup.faults.set({ bank: 'seb', operation: 'accounts', kind: 'wrong_shape', times: 1 })

    const asked = seb.fetchAccounts(setup.openApi(await setup.connect()))

    await expect(asked).rejects.toMatchObject({
      name: 'MappingError',
      field: 'accounts[0].balances[0].balanceAmount.amount',
    })
  })

  it('are asked for with a fresh id each time, and with the person only while there', async () => {
    const grant = await setup.connect()

    await seb.fetchAccounts(setup.openApi(grant))
    await seb.fetchAccounts(setup.openApi(grant, { presence: null }))

    const [attended, unattended] = callsOf('accounts')
    expect(attended?.headers).toMatchObject({
      'psu-ip-address': '192.0.2.7',
      'psu-user-agent': 'Browser/1',
    })
    expect(unattended?.headers).not.toHaveProperty('psu-ip-address')
    expect(unattended?.headers).not.toHaveProperty('psu-user-agent')
    expect(attended?.headers['x-request-id']).not.toBe(unattended?.headers['x-request-id'])
  })
})

describe('transactions', () => {
  it('of a recent window come in one dated list, pending apart with its sign', async () => {
    const joint = await fetchJoint(setup.openApi(await setup.connect()), 60)

    expect(callsOf('transactions').map(({ url }) => url.replace(/^.*\?/, ''))).toEqual([
      'bookingStatus=booked&dateFrom=2026-01-12&dateTo=2026-03-13',
      'bookingStatus=pending',
    ])
    expect(joint).toMatchObject({ coveredFrom: '2026-01-12', complete: true })
    expect(joint.booked.map(({ amount }) => amount.minor)).toEqual([
      3_125_075, -25_301, -12_345, -12_345,
    ])
    expect(joint.pending.map(({ kind, amount }) => [kind, amount.minor])).toEqual([
      ['Upcoming', -120_000],
      ['Reserved', -8790],
    ])
    expect(joint.booked[1]).toMatchObject({
      text: 'Hamburg HBF',
      bankText: 'HAMBURG HBF/26-03-04',
      kind: 'Card foreign purchase',
    })
  })

  it('of a deep window come page by page through opaque links', async () => {
    setup.sandbox.switches.pageSize = 5

    const joint = await fetchJoint(setup.openApi(await setup.connect()), 365)

    expect(joint).toMatchObject({ coveredFrom: addDays(TODAY, -300), complete: true })
    expect(joint.booked).toHaveLength(12)
    expect(new Set(joint.booked.map(({ bankId }) => bankId)).size).toBe(12)
    expect(
      callsOf('transactions').filter(({ url }) => url.includes('paginationKey=')),
    ).toHaveLength(2)
    expect(callsOf('transactions').every(({ url }) => !url.includes('dateFrom'))).toBe(true)
  })

  it('stop where the window begins', async () => {
    setup.sandbox.switches.pageSize = 5

    const joint = await fetchJoint(setup.openApi(await setup.connect()), 100)

    expect(joint).toMatchObject({ coveredFrom: addDays(TODAY, -100), complete: true })
    expect(joint.booked).toHaveLength(5)
    expect(
      callsOf('transactions').filter(({ url }) => url.includes('paginationKey=')),
    ).toHaveLength(1)
  })

  it('in v7 follow counted links and turn unsigned pending rows to money out', async () => {
    setup.sandbox.switches.pageSize = 5
    const api = setup.openApi(await setup.connect(), { version: 'v7' })

    const joint = await fetchJoint(api, 365)

    expect(joint.booked).toHaveLength(12)
    expect(joint.pending.map(({ amount }) => amount.minor)).toEqual([-120_000, -8790])
    expect(
      callsOf('transactions').some(({ url }) => url.includes('transactionSequenceNumber=5')),
    ).toBe(true)
  })

  it('replace what was pending once it is booked', async () => {
    const api = () => setup.openApi(grant)
    const grant = await setup.connect()
    const before = await fetchJoint(api(), 30)
    setup.clock.advance(2 * DAY_MS)

    const after = await fetchJoint(api(), 30)

    expect(before.pending.map(({ amount }) => amount.minor)).toEqual([-120_000, -8790])
    expect(after.pending.map(({ amount }) => amount.minor)).toEqual([-120_000])
    expect(after.booked.some(({ amount }) => amount.minor === -8790)).toBe(true)
  })

  it('keep the first page when the second does not come', async () => {
    setup.sandbox.switches.pageSize = 5
    setup.faults.set({ bank: 'seb', operation: 'transactions', kind: 'partial', times: 1 })

    const joint = await fetchJoint(setup.openApi(await setup.connect()), 365)

    expect(joint).toMatchObject({ complete: false, coveredFrom: addDays(TODAY, -89) })
    expect(joint.booked).toHaveLength(4)
    expect(joint.pending).toHaveLength(2)
  })

  it('have new ids and nothing else new after a change of ids', async () => {
    const grant = await setup.connect()
    const before = await fetchJoint(setup.openApi(grant), 60)
    setup.faults.set({ bank: 'seb', operation: 'transactions', kind: 'changed_ids', times: 1 })

    const after = await fetchJoint(setup.openApi(grant), 60)

    const known = ({ booked }: AccountTransactions) =>
      booked.map(({ bookingDate, amount, bankText }) => ({ bookingDate, amount, bankText }))
    expect(known(after)).toEqual(known(before))
    expect(after.booked[0]?.bankId).not.toBe(before.booked[0]?.bankId)
  })

  it('name the field of a day that is none', async () => {
    setup.faults.set({ bank: 'seb', operation: 'transactions', kind: 'wrong_shape' })

    const asked = fetchJoint(setup.openApi(await setup.connect()), 60)

    await expect(asked).rejects.toMatchObject({
      name: 'MappingError',
      field: 'transactions.booked[0].bookingDate',
    })
  })

  it('say that a list was too wide when the bank times out', async () => {
    setup.sandbox.switches.widestDatedDays = 30

    const asked = fetchJoint(setup.openApi(await setup.connect()), 60)

    await expect(asked).rejects.toMatchObject({ code: 'bank_timeout' })
  })

  it('of an account that the bank does not know leave the others whole', async () => {
    const api = setup.openApi(await setup.connect())
    const { accounts } = await seb.fetchAccounts(api)
    const unknown = {
      key: 'unknown-1',
      number: null,
      currency: parseCurrency('SEK'),
      kind: 'current' as const,
    }

    const fetched = await seb.fetchTransactions(api, {
      accounts: [unknown, ...accounts],
      from: addDays(TODAY, -30),
    })

    expect(fetched.accounts.map(({ complete }) => complete)).toEqual([false, true, true])
    expect(callsOf('transactions').find(({ url }) => url.includes('unknown-1'))?.status).toBe(404)
  })
})

describe('the frequency rule (P8)', () => {
  it('allows four calls a day without the person, any number with, and anew from midnight', async () => {
    const grant = await setup.connect()
    const unattended = setup.openApi(grant, { presence: null })
    for (let call = 0; call < 4; call++) await seb.fetchAccounts(unattended)

    const fifth = seb.fetchAccounts(unattended)

    await expect(fifth).rejects.toMatchObject({
      code: 'bank_rate_limited',
      retryAt: '2026-03-13T23:00:00.000Z',
    })
    await expect(seb.fetchAccounts(setup.openApi(grant))).resolves.toHaveProperty('complete', true)
    setup.clock.advance(DAY_MS / 2)
    await expect(seb.fetchAccounts(unattended)).resolves.toHaveProperty('complete', true)
  })

  it('counts each account and operation by itself', async () => {
    const unattended = setup.openApi(await setup.connect(), { presence: null })
    const call = seb.calls['balances']
    const { accounts } = await seb.fetchAccounts(unattended)
    const ask = (at: number) =>
      call && unattended.fetchJson(call, { params: { accountId: accounts[at]?.key ?? '' } })
    for (let asked = 0; asked < 4; asked++) await ask(0)

    await expect(ask(0)).rejects.toMatchObject({ code: 'bank_rate_limited' })
    await expect(ask(1)).resolves.toHaveProperty('balances')
  })
})

describe('the sandbox itself', () => {
  const headers = {
    accept: 'application/json',
    'x-request-id': 'a3bb189e-8bf9-4888-9912-ace4e6543002',
  }

  it.each([
    ['no X-Request-ID', { 'x-request-id': 'one' }, 400, 'FORMAT_ERROR'],
    ['another Accept', { accept: 'text/html' }, 400, 'FORMAT_ERROR'],
    ['an address that is none', { 'psu-ip-address': 'home' }, 400, 'FORMAT_ERROR'],
    ['an unknown token', { authorization: 'Bearer AT-unknown' }, 401, 'TOKEN_INVALID'],
  ])('answers %s with a problem', async (_name, changed, status, code) => {
    const url = `${setup.sandbox.env['SKRIN_SEB_API_URL']}/accounts`

    const response = await fetch(url, { headers: { ...headers, ...changed } })

    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(await response.json()).toMatchObject({ code })
  })

  it('gives the details of a foreign purchase', async () => {
    const api = setup.openApi(await setup.connect())
    const joint = await fetchJoint(api, 60)
    const call = seb.calls['transaction']
    const params = { accountId: joint.key, transactionId: joint.booked[1]?.bankId ?? '' }

    const details = call && (await api.fetchJson(call, { params }))

    expect(details).toMatchObject({
      originalAmount: { amount: '-25.000', currency: 'EUR' },
      currencyExchange: { exchangeRate: '10.120400' },
    })
  })

  it('keeps everything it gave out for the canary', async () => {
    const grant = await setup.connect()

    expect(setup.journal.secrets()).toEqual(
      expect.arrayContaining([
        grant.accessToken,
        grant.refreshToken,
        setup.sandbox.env['SKRIN_SEB_CLIENT_SECRET'],
      ]),
    )
  })
})

describe('what may be called', () => {
  it('refuses calls that are not the bank’s own, and links that lead elsewhere', async () => {
    const api = setup.openApi(await setup.connect())
    const transactions = seb.calls['transactions']
    if (!transactions) throw new TypeError('no such call')
    const payment = { ...transactions, method: 'POST' as const, path: '/payments' as const }
    const before = setup.journal.entries('seb').length

    await expect(api.fetchJson(payment)).rejects.toMatchObject({ code: 'bank_path_not_allowed' })
    await expect(
      api.fetchLink(transactions, 'https://elsewhere.example/accounts/1/transactions'),
    ).rejects.toMatchObject({
      field: '(link)',
    })
    await expect(
      api.fetchLink(transactions, '/accounts/1/transactions?delete=1'),
    ).rejects.toMatchObject({ field: '(link)' })
    await expect(api.fetchLink(transactions, '/accounts/1/../2/payments')).rejects.toMatchObject({
      field: '(link)',
    })
    expect(setup.journal.entries('seb')).toHaveLength(before)
  })
})
