import { parseEnv } from 'node:util'
import type { BankAccount, BankCall, BankTransaction } from '@skrin/bff/banks/bank'
import { aritma } from '@skrin/bff/banks/aritma/aritma'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import type { LocalDate } from '@skrin/shared/brand'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { clientId, clientSecret } from '../sandbox/banks/aritma/aritma.ts'
import { defaultSwitches } from '../sandbox/banks/aritma/switches.ts'
import type { FaultKind } from '../sandbox/kit/faults.ts'
import type { WorldAccount, WorldTransaction } from '../sandbox/world/world.ts'
import { callback, clickThrough, consent, missing, visitAritma } from './aritma/visitAritma.ts'
import type { AritmaVisit } from './aritma/visitAritma.ts'

const at = '2026-03-10T10:00:00Z'
const today = parseLocalDate('2026-03-10')
const from = addDays(today, -729)
const DAY_MS = 86_400_000

let visit: AritmaVisit
let consentId: string
beforeAll(async () => {
  visit = await visitAritma(at)
  consentId = await visit.connect('DNB', 'Ingrid Lindvik', 'Approve')
})
afterAll(() => visit.close())
beforeEach(() => {
  visit.sandbox.faults.clear()
  visit.sandbox.journal.clear()
  Object.assign(visit.bank.switches, defaultSwitches)
})

const fail = (kind: FaultKind, operation = '*', value?: string) =>
  visit.sandbox.faults.set({ bank: 'aritma', operation, kind, times: 1, ...(value && { value }) })
const asked = (operation: string) => visit.sandbox.journal.entries('aritma', operation)
const queriesOf = (operation: string) =>
  asked(operation).map(({ url }) => new URL(url, visit.sandbox.origin).searchParams)
const callOf = (name: string): BankCall => aritma.calls[name] ?? missing()

async function fetchAll(first: LocalDate) {
  const api = visit.api(consentId)
  const { accounts } = await aritma.fetchAccounts(api)
  const transactions = await aritma.fetchTransactions(api, { accounts, from: first })
  return { accounts, transactions: transactions.accounts }
}

describe('accounts', () => {
  it('come with the exact figures, money owed as negative', async () => {
    const { accounts, complete } = await aritma.fetchAccounts(visit.api(consentId))

    expect(complete).toBe(true)
    expect(accounts.map(toFigures)).toEqual(worldAccounts().map(toWorldFigures))
    expect(accounts.map(({ currency }) => currency)).toEqual(['NOK', 'EUR', 'NOK', 'NOK'])
    expect(accounts.find(({ kind }) => kind === 'loan')?.balance?.minor).toBeLessThan(0)
  })

  it('are asked for balances only where the list has none', async () => {
    await aritma.fetchAccounts(visit.api(consentId))

    expect(asked('accounts')).toHaveLength(1)
    expect(asked('balances')).toHaveLength(1)
  })

  it.each(['link', 'nextCursor', 'cursor'] as const)(
    'come page by page, by %s',
    async (nextPage) => {
      Object.assign(visit.bank.switches, { accountPageSize: 1, nextPage })

      const { accounts, complete } = await aritma.fetchAccounts(visit.api(consentId))

      expect(complete).toBe(true)
      expect(accounts.map(({ name }) => name)).toEqual([
        'Regningskonto',
        'Eurokonto',
        'Boliglån',
        'Sparekonto',
      ])
      expect(queriesOf('accounts').map((query) => query.get('withBalance'))).toEqual([
        'true',
        'true',
        'true',
        'true',
      ])
    },
  )

  it('leave one out, and say so, when its balance does not come', async () => {
    fail('unavailable', 'balances')

    const { accounts, complete } = await aritma.fetchAccounts(visit.api(consentId))

    expect(complete).toBe(false)
    expect(accounts.map(({ name }) => name)).toEqual(['Regningskonto', 'Eurokonto', 'Sparekonto'])
  })

  it('are those of one person at one bank', async () => {
    const jonas = await visit.connect('DNB', 'Jonas Lindvik', 'Approve')
    const elsewhere = await visit.connect('Fjordbanken', 'Ingrid Lindvik', 'Approve')

    const { accounts } = await aritma.fetchAccounts(visit.api(jonas))
    expect(accounts.map(({ name }) => name)).toEqual(['Boliglån'])
    expect(await aritma.fetchAccounts(visit.api(elsewhere))).toEqual({
      accounts: [],
      complete: true,
    })
  })

  it('have other keys under another consent, but the same numbers', async () => {
    const again = await visit.connect('DNB', 'Ingrid Lindvik', 'Approve')
    const [before, after] = await Promise.all(
      [consentId, again].map((id) => aritma.fetchAccounts(visit.api(id))),
    )

    expect(after?.accounts.map(toFigures)).toEqual(before?.accounts.map(toFigures))
    expect(after?.accounts[0]?.key).not.toBe(before?.accounts[0]?.key)
  })
})

describe('transactions of two years', () => {
  it.each(['link', 'transactionsLink', 'nextCursor', 'cursor'] as const)(
    'hold every row once over many pages, by %s',
    async (nextPage) => {
      visit.bank.switches.nextPage = nextPage

      const { accounts, transactions } = await fetchAll(from)

      for (const [index, account] of accounts.entries()) {
        const rows = worldRows(account)
        const expected = rows.filter(({ bookedOn }) => bookedOn >= from && bookedOn <= today)
        expect(toLines(transactions[index]?.booked ?? [])).toEqual(toWorldLines(expected))
        expect(transactions[index]).toMatchObject({ key: account.key, complete: true })
      }
      expect(asked('transactions').length).toBeGreaterThan(accounts.length + 2)
    },
  )

  it('carry what the bank requires on every page', async () => {
    await fetchAll(from)

    for (const query of queriesOf('transactions')) {
      expect(query.get('dateFrom')).toBe(`${addDays(from, -1)}T00:00:00Z`)
      expect(query.get('bookingStatus')).toBe('both')
    }
    expect(asked('transactions')[0]?.headers).toMatchObject({
      'consent-id': consentId,
      'channel-type': 'psd2',
      'api-version': '1.0',
      'psu-ip-address': '192.0.2.7',
    })
  })

  it('hold what is pending once, and booked later', async () => {
    // A card is used on a journey, and booked some days later.
    const summer = await visitAritma('2026-07-15T10:00:00Z')
    const id = await summer.connect('DNB', 'Ingrid Lindvik', 'Approve')
    const fetchRows = async () => {
      const { accounts } = await aritma.fetchAccounts(summer.api(id))
      const request = { accounts, from: parseLocalDate('2026-06-01') }
      return (await aritma.fetchTransactions(summer.api(id), request)).accounts
    }

    const before = await fetchRows()
    summer.pass(10 * DAY_MS)
    const after = await fetchRows()
    await summer.close()

    const pending = before.flatMap((one) => one.pending)
    const booked = after.flatMap((one) => one.booked)
    const world = summer.sandbox.world
      .accountsOf('ingrid', 'aritma')
      .flatMap((account) =>
        summer.sandbox.world
          .transactionsOf(account.id, parseLocalDate('2026-07-15'))
          .filter(({ bookedOn }) => bookedOn > '2026-07-15'),
      )
    expect(world).not.toEqual([])
    expect(pending.map(({ bankId }) => bankId)).toEqual(world.map(() => null))
    expect(toLines(pending)).toEqual(
      toWorldLines(world.map((row) => ({ ...row, bookedOn: row.day }))),
    )
    expect(toLines(booked)).toEqual(expect.arrayContaining(toWorldLines(world)))
    expect(after.flatMap(({ pending }) => pending)).toEqual([])
  })

  it('are whole from the first day wanted when that is not far back', async () => {
    const { transactions } = await fetchAll(addDays(today, -60))

    expect(transactions.map(({ coveredFrom }) => coveredFrom)).toEqual(
      Array.from({ length: 4 }, () => addDays(today, -60)),
    )
  })

  it('are what there is when the bank refuses to look further back', async () => {
    visit.bank.switches.deepestDays = 90

    const { transactions } = await fetchAll(from)

    expect(transactions.map(({ coveredFrom }) => coveredFrom)).toEqual(
      Array.from({ length: 4 }, () => addDays(today, -90)),
    )
    expect(transactions[0]?.booked).not.toEqual([])
  })

  it('keep the pages before one that does not come, and say that it is not all', async () => {
    fail('partial', 'transactions')

    const { transactions } = await fetchAll(from)

    expect(transactions[0]).toMatchObject({ complete: false, coveredFrom: today })
    expect(transactions[0]?.booked).toHaveLength(50)
    expect(transactions[2]?.complete).toBe(true)
  })

  it('lose nothing when ids change from call to call', async () => {
    const before = await fetchAll(addDays(today, -60))
    fail('changed_ids', 'transactions')

    const after = await fetchAll(addDays(today, -60))

    expect(toLines(after.transactions[0]?.booked ?? [])).toEqual(
      toLines(before.transactions[0]?.booked ?? []),
    )
    expect(toIds(after.transactions[0])).not.toEqual(toIds(before.transactions[0]))
  })
})

describe('the consent', () => {
  const start = () =>
    consent.start(visit.api(null), { redirectUrl: callback, state: 'state-1', choices: {} })
  const states = async (id: string) => (await consent.fetch(visit.api(id), id, null)).status

  it('comes back with the state, and is pending for a moment before it is there', async () => {
    const { consentId: id, redirectTo } = await start()
    expect(await states(id)).toBe('pending')

    const back = await clickThrough(redirectTo, ['DNB', 'Emma Lindvik', 'Approve'])

    expect(back.href).toBe(`${callback}?state=state-1`)
    expect(await states(id)).toBe('pending')
    expect(await consent.fetch(visit.api(id), id, null)).toEqual({
      status: 'authorized',
      endsAt: '2026-06-08T10:00:00.000Z',
    })
  })

  it('that is refused comes back with the state too, and has ended', async () => {
    const { consentId: id, redirectTo } = await start()

    const back = await clickThrough(redirectTo, ['DNB', 'Emma Lindvik', 'Refuse'])

    expect(back.href).toBe(`${callback}?state=state-1`)
    expect(await states(id)).toBe('ended')
  })

  it('has a link that opens once', async () => {
    const { redirectTo } = await start()
    await fetch(redirectTo)

    expect((await fetch(redirectTo)).status).toBe(410)
  })

  it('gives no data before it is given', async () => {
    const { consentId: id } = await start()

    await expect(aritma.fetchAccounts(visit.api(id))).rejects.toMatchObject({
      code: 'reconnect_needed',
      status: 403,
    })
  })

  it.each([
    ['is withdrawn', (other: AritmaVisit) => other.bank.revokeGrants()],
    ['has run out after 90 days', (other: AritmaVisit) => other.pass(90 * DAY_MS)],
    [
      'is withdrawn while data is asked for',
      ({ sandbox }: AritmaVisit) =>
        sandbox.faults.set({ bank: 'aritma', operation: 'accounts', kind: 'revoked_consent' }),
    ],
  ])('must be given anew when it %s', async (_what, end) => {
    const other = await visitAritma(at)
    const id = await other.connect('DNB', 'Ingrid Lindvik', 'Approve')
    const { accounts } = await aritma.fetchAccounts(other.api(id))
    end(other)

    await expect(aritma.fetchAccounts(other.api(id))).rejects.toMatchObject({
      code: 'reconnect_needed',
    })
    await expect(aritma.fetchTransactions(other.api(id), { accounts, from })).rejects.toMatchObject(
      { code: 'reconnect_needed' },
    )
    expect((await consent.fetch(other.api(id), id, null)).status).toBe('ended')
    await other.close()
  })

  it('F7: is not followed to an address that no browser may be sent to', async () => {
    fail('wrong_shape', 'consents')

    await expect(start()).rejects.toMatchObject({ name: 'MappingError', field: 'redirectUrl' })
  })

  it('of an unknown state is a wrong answer', async () => {
    fail('wrong_shape', 'consents')

    await expect(consent.fetch(visit.api(consentId), consentId, null)).rejects.toMatchObject({
      name: 'MappingError',
      field: 'status',
    })
  })

  it('outlives a restart of the sandbox', async () => {
    const other = await visitAritma(at)
    other.bank.restore(JSON.parse(JSON.stringify(visit.bank.snapshot())))

    const { accounts } = await aritma.fetchAccounts(other.api(consentId))
    await other.close()

    expect(accounts).toHaveLength(4)
  })
})

describe('the token', () => {
  it('T2 T3 T8: is asked for once, with the secret in the body and scopes to read', async () => {
    const other = await visitAritma(at)
    await aritma.fetchAccounts(other.api(await other.connect('DNB', 'Emma Lindvik', 'Approve')))

    const entries = other.sandbox.journal.entries('aritma', 'token')
    await other.close()
    expect(entries.map(({ url, form }) => ({ url, form }))).toEqual([
      {
        url: '/aritma/id/connect/token',
        form: {
          grant_type: 'client_credentials',
          scope: 'banking.channel.psd2 banking.ais.read',
          client_id: clientId,
          client_secret: clientSecret,
        },
      },
    ])
  })

  it('T4: is given for Basic with encoded halves, and not for plain ones', async () => {
    const request = (id: string, secret: string) =>
      fetch(`${visit.sandbox.origin}/aritma/id/connect/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      })

    const encoded = await request(encodeURIComponent(clientId), encodeURIComponent(clientSecret))
    expect(encoded.status).toBe(200)
    expect(await encoded.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3600 })
    expect((await request(clientId, clientSecret)).ok).toBe(false)
  })

  it('is a JWT as documented, and planted for the search for secrets', async () => {
    const { accessToken, refreshToken } = await visit.oauth.requestClientCredentials('reading')

    const header: unknown = JSON.parse(
      Buffer.from(accessToken.split('.')[0] ?? '', 'base64url').toString(),
    )
    expect(header).toMatchObject({ alg: 'RS256', typ: 'at+jwt' })
    expect(refreshToken).toBeNull()
    expect(visit.sandbox.journal.secrets()).toEqual(
      expect.arrayContaining([accessToken, clientSecret, consentId]),
    )
  })

  it('X5: is replaced once when it has run out', async () => {
    await aritma.fetchAccounts(visit.api(consentId))
    visit.sandbox.journal.clear()
    visit.bank.expireAccessTokens()

    expect((await aritma.fetchAccounts(visit.api(consentId))).accounts).toHaveLength(4)
    expect(asked('accounts').map(({ status }) => status)).toEqual([401, 200])
    expect(asked('token').map(({ status }) => status)).toEqual([200])
  })

  it('says that the bank client is invalid when its secret is', async () => {
    fail('invalid_client', 'token')

    await expect(visit.oauth.requestClientCredentials('reading')).rejects.toMatchObject({
      code: 'bank_client_invalid',
    })
  })

  it.each(['issuer', 'host', 'http'])(
    'F9: is not asked for when the metadata has another %s',
    async (value) => {
      const other = await visitAritma(at)
      other.sandbox.faults.set({
        bank: 'aritma',
        operation: 'discovery',
        kind: 'wrong_shape',
        value,
      })

      const request = other.oauth.requestClientCredentials('reading')

      await expect(request).rejects.toMatchObject({ code: 'bank_wrong_answer' })
      expect(other.sandbox.journal.entries('aritma', 'token')).toEqual([])
      await other.close()
    },
  )
})

describe('a wrong answer', () => {
  it('names the field of an account', async () => {
    fail('wrong_shape', 'accounts')

    await expect(aritma.fetchAccounts(visit.api(consentId))).rejects.toMatchObject({
      name: 'MappingError',
      field: 'accounts[0].balances[0].balanceAmount.amount',
    })
  })

  it('names the field of a transaction', async () => {
    const { accounts } = await aritma.fetchAccounts(visit.api(consentId))
    fail('wrong_shape', 'transactions')

    const fetching = aritma.fetchTransactions(visit.api(consentId), {
      accounts: accounts.slice(0, 1),
      from,
    })

    await expect(fetching).rejects.toMatchObject({
      name: 'MappingError',
      field: 'transactions.booked[0].bookingDate',
    })
  })

  it.each([
    ['malformed', 'bank_wrong_answer'],
    ['wrong_type', 'bank_wrong_answer'],
    ['deep', 'bank_wrong_answer'],
    ['rate_limited', 'bank_rate_limited'],
    ['unavailable', 'bank_unavailable'],
    ['server_error', 'bank_unavailable'],
    ['redirect', 'bank_wrong_answer'],
    ['reset', 'bank_unreachable'],
  ] as const)('of the kind %s is %s', async (kind, code) => {
    const value = kind === 'redirect' ? 'https://elsewhere.example' : undefined
    fail(kind, 'accounts', value)

    await expect(aritma.fetchAccounts(visit.api(consentId))).rejects.toMatchObject({ code })
  })
})

describe('the rules of the bank', () => {
  const ask = async (query: Record<string, string>) => {
    const { accounts } = await aritma.fetchAccounts(visit.api(consentId))
    const params = { accountId: accounts[0]?.key ?? missing() }
    return visit.api(consentId).fetchJson(callOf('transactions'), { params, query })
  }
  const dateFrom = '2026-03-01T00:00:00Z'

  it.each([
    ['dateFrom', { bookingStatus: 'both' }],
    ['a date with time', { dateFrom: '2026-03-01', bookingStatus: 'both' }],
    ['bookingStatus', { dateFrom }],
    ['a cursor of its own', { dateFrom, bookingStatus: 'both', cursor: 'made-up' }],
  ])('require %s', async (_what, query) => {
    await expect(ask(query)).rejects.toMatchObject({ code: 'bank_refused', status: 400 })
  })

  it('count four calls a day while nobody is there', async () => {
    const id = await visit.connect('DNB', 'Ingrid Lindvik', 'Approve')
    const alone = visit.api(id, null)
    for (let call = 0; call < 4; call++) await alone.fetchJson(callOf('accounts'))

    await expect(alone.fetchJson(callOf('accounts'))).rejects.toMatchObject({
      code: 'bank_rate_limited',
    })
    await visit.api(id).fetchJson(callOf('accounts'))
    expect(asked('accounts')[0]?.headers).not.toHaveProperty('psu-ip-address')
  })

  it('name the consent and the version in headers', async () => {
    const headers = { 'api-version': '9.0' }
    await expect(
      visit.api(consentId).fetchJson(callOf('accounts'), { headers }),
    ).rejects.toMatchObject({ status: 400 })
    await expect(visit.api(null).fetchJson(callOf('accounts'))).rejects.toMatchObject({
      status: 400,
    })
  })

  it('give the same answer again for an Idempotency-Key', async () => {
    const { accessToken } = await visit.oauth.requestClientCredentials('reading')
    const create = () =>
      fetch(`${visit.sandbox.origin}/aritma/api/consents`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${accessToken}`,
          'content-type': 'application/json',
          'idempotency-key': '0b0f1c1e-1111-4222-8333-944455556666',
        },
        body: JSON.stringify({ channelType: 'psd2' }),
      })
    const [first, second] = [await create(), await create()]

    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect(await second.json()).toEqual(await first.json())
  })

  it('let nothing through that is not listed', async () => {
    const call: BankCall = {
      method: 'POST',
      path: '/bulk-payments/norwegian-domestic-credit-transfers',
      query: [],
      operation: 'payments',
      passThrough: false,
    }

    await expect(visit.api(consentId).fetchJson(call)).rejects.toMatchObject({
      code: 'bank_path_not_allowed',
    })
  })
})

it('has settings that survive as lines of an .env file', () => {
  const lines = Object.entries(visit.bank.env).map(([name, value]) => `${name}='${value}'`)

  expect(parseEnv(lines.join('\n'))).toEqual(visit.bank.env)
})

it('says nothing on the console, whatever is asked of the identity server', async () => {
  const methods = ['log', 'info', 'warn', 'error'] as const
  const spies = methods.map((method) => vi.spyOn(console, method))
  const other = await visitAritma(at)
  const id = `${other.sandbox.origin}/aritma/id`

  await other.oauth.requestClientCredentials('reading')
  await fetch(`${id}/connect/authorize?client_id=nobody`)
  await fetch(`${id}/.well-known/openid-configuration/jwks`)
  await other.close()

  expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([])
  for (const spy of spies) spy.mockRestore()
})

function worldAccounts(): readonly WorldAccount[] {
  return visit.sandbox.world.accountsOf('ingrid', 'aritma')
}

function worldRows({ number }: Pick<BankAccount, 'number'>): readonly WorldTransaction[] {
  const account = worldAccounts().find((one) => one.number === number) ?? missing()
  return visit.sandbox.world.transactionsOf(account.id, today)
}

function toFigures({ name, number, currency, balance, available }: BankAccount) {
  return { name, number, currency, balance: balance?.minor, available: available?.minor }
}

function toWorldFigures(account: WorldAccount) {
  const { bookedMinor, availableMinor } = visit.sandbox.world.balanceOf(account.id, today)
  const { name, number, currency, kind } = account
  const available = kind === 'loan' ? undefined : availableMinor
  return { name, number, currency, balance: bookedMinor, available }
}

function toLines(rows: readonly BankTransaction[]): string[] {
  return rows
    .map(
      ({ bookingDate, amount, text }) =>
        `${bookingDate} ${amount.minor} ${amount.currency} ${text}`,
    )
    .sort()
}

function toWorldLines(rows: readonly WorldTransaction[]): string[] {
  return rows
    .map((row) => `${row.bookedOn} ${row.amountMinor} ${row.currency} ${row.counterparty}`)
    .sort()
}

function toIds(transactions: { booked: readonly BankTransaction[] } | undefined) {
  return transactions?.booked.map(({ bankId }) => bankId)
}
