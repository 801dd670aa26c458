import { createPrivateKey } from 'node:crypto'
import { parseEnv } from 'node:util'
import type { AccountTransactions, BankAccount, BankTransaction } from '@skrin/bff/banks/bank'
import { enablebanking } from '@skrin/bff/banks/enablebanking/enablebanking'
import type { LocalDate } from '@skrin/shared/brand'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { banksBehind } from '../sandbox/banks/enablebanking/behind.ts'
import { household } from '../sandbox/banks/enablebanking/tokens.ts'
import type { FaultKind } from '../sandbox/kit/faults.ts'
import type { WorldAccount, WorldTransaction } from '../sandbox/world/world.ts'
import {
  consent,
  missing,
  offers,
  start,
  visitEnableBanking,
} from './enablebanking/visitEnableBanking.ts'
import type { EnableBankingVisit } from './enablebanking/visitEnableBanking.ts'

const at = '2026-03-18T10:00:00Z'
const today = parseLocalDate('2026-03-18')
const from = addDays(today, -729)
const DAY_MS = 86_400_000
const names = ['Bilkonto', 'Bufferkonto', 'Nordea Gold']

let visit: EnableBankingVisit
let session: string
beforeAll(async () => {
  visit = await visitEnableBanking(at)
  session = await visit.connect('NO/Nordea')
})
afterAll(() => visit.close())
beforeEach(() => {
  visit.sandbox.faults.clear()
  visit.sandbox.journal.clear()
})

const fail = (kind: FaultKind, operation: string, value?: string) =>
  visit.sandbox.faults.set({
    bank: 'enablebanking',
    operation,
    kind,
    times: 1,
    ...(value && { value }),
  })
const asked = (operation: string) => visit.sandbox.journal.entries('enablebanking', operation)
const queriesOf = (operation: string) =>
  asked(operation).map(({ url }) =>
    Object.fromEntries(new URL(url, visit.sandbox.origin).searchParams),
  )

async function fetchAll(sessionId: string, first: LocalDate = from, of = visit) {
  const api = of.api(sessionId)
  const { accounts } = await enablebanking.fetchAccounts(api)
  const transactions = await enablebanking.fetchTransactions(api, { accounts, from: first })
  return { accounts, transactions: transactions.accounts }
}

describe('the banks that can be chosen', () => {
  it('are those of one country, with how long they allow and whether they are new there', async () => {
    const options = await offers.fetchOptions(visit.api(null), 'DK')

    expect(options).toEqual([
      {
        value: 'DK/Danske Bank',
        label: 'Danske Bank',
        country: 'DK',
        renewalDays: 180,
        beta: false,
      },
      { value: 'DK/Lunar', label: 'Lunar', country: 'DK', renewalDays: 30, beta: false },
    ])
    expect(queriesOf('aspsps')).toEqual([{ country: 'DK', psu_type: 'personal', service: 'AIS' }])
  })

  it('are found again by what was chosen', async () => {
    const [first] = await offers.fetchOptions(visit.api(null), 'IS')

    expect(first).toMatchObject({ label: 'Landsbankinn', beta: true })
    expect(offers.countryOf(first?.value ?? '')).toBe('IS')
  })
})

describe('accounts', () => {
  it('come with the exact figures, money owed as negative', async () => {
    const { accounts, complete } = await enablebanking.fetchAccounts(visit.api(session))

    expect(complete).toBe(true)
    expect(accounts.map(toFigures)).toEqual(worldAccounts().map(toWorldFigures))
    expect(accounts.map(({ kind }) => kind)).toEqual(['current', 'savings', 'card'])
    expect(accounts[2]?.balance?.minor).toBeLessThan(0)
    expect(accounts[2]).toMatchObject({ iban: null, number: null, holder: 'Jonas Lindvik' })
  })

  it('keep their keys over a renewal, though the service names them anew', async () => {
    const again = await visit.connect('NO/Nordea')
    const [before, after] = await Promise.all(
      [session, again].map((id) => enablebanking.fetchAccounts(visit.api(id))),
    )
    const uids = new Set(asked('details').map(({ url }) => url))

    expect(after?.accounts.map(({ key }) => key)).toEqual(before?.accounts.map(({ key }) => key))
    expect(uids.size).toBe(6)
  })

  it('of one number in two currencies are two', async () => {
    const { accounts, transactions } = await fetchAll(await visit.connect('SE/SEB'))

    const [first, last] = [accounts[0] ?? missing(), accounts[3] ?? missing()]
    expect(accounts.map(({ currency }) => currency)).toEqual(['SEK', 'SEK', 'SEK', 'EUR'])
    expect(last.iban).toBe(first.iban)
    expect(last.key).not.toBe(first.key)
    expect(transactions[3]?.booked).toEqual([])
    expect(transactions[0]?.booked).not.toEqual([])
  })

  it('without an IBAN are told by their number, in a currency without decimals', async () => {
    const { accounts } = await enablebanking.fetchAccounts(
      visit.api(await visit.connect('IS/Landsbankinn')),
    )

    expect(accounts[0]).toMatchObject({ iban: null, currency: 'ISK' })
    expect(accounts[0]?.number).toMatch(/^\d{22}$/)
  })

  it('stay without a balance, and say so, when it does not come', async () => {
    fail('unavailable', 'balances')

    const { accounts, complete } = await enablebanking.fetchAccounts(visit.api(session))

    expect(complete).toBe(false)
    expect(accounts.map(({ name }) => name)).toEqual(names)
    expect(accounts.filter(({ balance }) => balance === null)).toHaveLength(1)
  })

  it('leave one out, and say so, when nothing of it comes', async () => {
    fail('unavailable', 'details')

    const { accounts, complete } = await enablebanking.fetchAccounts(visit.api(session))

    expect(complete).toBe(false)
    expect(accounts).toHaveLength(2)
  })
})

describe('transactions of two years', () => {
  it('hold every row once over many pages', async () => {
    const { accounts, transactions } = await fetchAll(await visit.connect('NO/DNB'))

    expectWorld(accounts, transactions)
    expect(asked('transactions').length).toBeGreaterThan(accounts.length + 3)
  })

  it('go as far back as the bank does, with the same question on every page', async () => {
    await fetchAll(await visit.connect('NO/DNB'))

    const questions = queriesOf('transactions').map(({ continuation_key: _, ...rest }) => rest)
    expect(new Set(questions.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(questions[0]).toEqual({ date_from: from, strategy: 'longest' })
    expect(asked('transactions')[0]?.headers).toMatchObject({
      'psu-ip-address': '192.0.2.7',
      'psu-user-agent': 'Browser/1',
    })
  })

  it.each([
    'NO/DNB',
    'NO/Handelsbanken',
    'NO/SpareBank 1 Sør-Norge',
    'SE/Länsförsäkringar',
    'DK/Danske Bank',
    'DK/Lunar',
    'FI/OP',
  ])('are the same story at %s, whatever its habits', async (bank) => {
    const { accounts, transactions } = await fetchAll(await visit.connect(bank))

    expectWorld(accounts, transactions)
  })

  it('are booked ones from a bank that refuses to speak of others', async () => {
    const { transactions } = await fetchAll(await visit.connect('NO/Handelsbanken'))

    expect(transactions.every(({ complete }) => complete)).toBe(true)
    const statuses = queriesOf('transactions').map((one) => one['transaction_status'])
    expect(statuses.slice(0, 2)).toEqual([undefined, 'BOOK'])
  })

  it.each(['SE/Swedbank', 'SE/Handelsbanken'])(
    'say from when on they are whole where %s goes back 90 days',
    async (bank) => {
      const { transactions } = await fetchAll(await visit.connect(bank))

      const sureFrom = addDays(today, -89)
      expect(transactions.map(({ coveredFrom }) => coveredFrom)).toEqual([
        sureFrom,
        sureFrom,
        sureFrom,
      ])
      expect(transactions[0]).toMatchObject({ complete: true })
      expect(transactions[0]?.booked).not.toEqual([])
    },
  )

  it('take one question where the bank gives the longest it has', async () => {
    await fetchAll(await visit.connect('SE/Swedbank'))
    expect(asked('transactions').every(({ status }) => status === 200)).toBe(true)
    visit.sandbox.journal.clear()

    await fetchAll(await visit.connect('SE/Handelsbanken'))
    expect(asked('transactions').some(({ status }) => status === 422)).toBe(true)
  })

  it('have the other side from the text where the bank names it nowhere else', async () => {
    const { transactions } = await fetchAll(await visit.connect('NO/Bulder Bank'))

    const rows = transactions.flatMap(({ booked }) => booked)
    expect(rows.every(({ counterparty }) => counterparty === null)).toBe(true)
    expect(rows.some(({ bankText }) => bankText.includes('FJELLINJEN'))).toBe(true)
  })

  it('hold what is pending once, and booked later', async () => {
    const spring = await visitEnableBanking(at)
    const id = await spring.connect('NO/Nordea')
    const day = findPendingDay(spring)
    spring.pass(Date.parse(`${day}T10:00:00Z`) - Date.parse(at))
    const first = addDays(day, -30)

    const before = (await fetchAll(id, first, spring)).transactions
    spring.pass(10 * DAY_MS)
    const after = (await fetchAll(id, first, spring)).transactions
    await spring.close()

    const world = pendingOn(spring, day)
    expect(toLines(before.flatMap(({ pending }) => pending))).toEqual(
      toWorldLines(world.map((row) => ({ ...row, bookedOn: row.day }))),
    )
    expect(toLines(after.flatMap(({ booked }) => booked))).toEqual(
      expect.arrayContaining(toWorldLines(world)),
    )
  })

  it('keep the pages before one that does not come, and say that it is not all', async () => {
    const id = await visit.connect('NO/DNB')
    fail('partial', 'transactions')

    const { transactions } = await fetchAll(id)

    expect(transactions[0]).toMatchObject({ complete: false, coveredFrom: today })
    expect(transactions[0]?.booked).toHaveLength(40)
    expect(transactions[2]?.complete).toBe(true)
  })

  it('lose nothing when ids change from call to call', async () => {
    const before = await fetchAll(session, addDays(today, -60))
    fail('changed_ids', 'transactions')
    const after = await fetchAll(session, addDays(today, -60))

    const toIds = (one?: AccountTransactions) => one?.booked.map(({ bankId }) => bankId)
    expect(toLines(after.transactions[0]?.booked ?? [])).toEqual(
      toLines(before.transactions[0]?.booked ?? []),
    )
    expect(toIds(after.transactions[0])).not.toEqual(toIds(before.transactions[0]))
  })
})

describe('a session', () => {
  it('comes for a code, once, and says until when', async () => {
    const back = await visit.goTo('NO/Nordea', 'Jonas Lindvik', 'Approve')
    const code = back.searchParams.get('code')

    expect(back.searchParams.get('state')).toBe('state-1')
    expect(await consent.fetch(visit.api(null), 'NO/Nordea', code)).toMatchObject({
      status: 'authorized',
      endsAt: '2026-09-14T09:55:00.000Z',
    })
    await expect(consent.fetch(visit.api(null), 'NO/Nordea', code)).rejects.toMatchObject({
      code: 'bank_refused',
    })
  })

  it('F3: of another bank than the chosen one is given up at once', async () => {
    const back = await visit.goTo('NO/DNB', 'Jonas Lindvik', 'Approve')
    const code = back.searchParams.get('code')
    visit.sandbox.journal.clear()

    await expect(consent.fetch(visit.api(null), 'NO/Nordea', code)).rejects.toMatchObject({
      field: 'aspsp',
    })
    expect(asked('session').map(({ method, status }) => [method, status])).toEqual([
      ['DELETE', 200],
    ])
  })

  it('is asked for as long as the chosen bank allows, and no longer', async () => {
    const until = async (bank: string) => {
      const back = await visit.goTo(bank, 'Jonas Lindvik', 'Approve')
      const state = await consent.fetch(visit.api(null), bank, back.searchParams.get('code'))
      return Math.round((Date.parse(state.endsAt ?? '') - Date.parse(at)) / DAY_MS)
    }

    expect(await until('SE/Swedbank')).toBe(90)
    expect(await until('DK/Lunar')).toBe(30)
  })

  it('is not there when the person refuses, or comes back without a word', async () => {
    const back = await visit.goTo('NO/Nordea', 'Jonas Lindvik', 'Refuse')

    expect(back.searchParams.get('error')).toBe('access_denied')
    expect(back.searchParams.has('code')).toBe(false)
    expect((await consent.fetch(visit.api(null), 'NO/Nordea', null)).status).toBe('ended')
  })

  it('is not begun at a bank that is not there', async () => {
    await expect(start(visit.api(null), 'NO/Fjordbanken')).rejects.toMatchObject({
      code: 'bank_refused',
    })
    expect(asked('auth')).toEqual([])
  })

  it.each([
    ['is withdrawn', (other: EnableBankingVisit) => other.bank.revokeGrants()],
    ['has run out', (other: EnableBankingVisit) => other.pass(180 * DAY_MS)],
    [
      'is withdrawn while data is asked for',
      ({ sandbox }: EnableBankingVisit) =>
        sandbox.faults.set({
          bank: 'enablebanking',
          operation: 'details',
          kind: 'revoked_consent',
        }),
    ],
  ])('must be renewed when it %s', async (_what, end) => {
    const other = await visitEnableBanking(at)
    const id = await other.connect('NO/Nordea')
    const { accounts } = await enablebanking.fetchAccounts(other.api(id))
    end(other)

    const reconnect = { code: 'reconnect_needed' }
    await expect(enablebanking.fetchAccounts(other.api(id))).rejects.toMatchObject(reconnect)
    await expect(
      enablebanking.fetchTransactions(other.api(id), { accounts, from }),
    ).rejects.toMatchObject(reconnect)
    await other.close()
  })

  it('is ended at the service, for good', async () => {
    const id = await visit.connect('NO/Nordea')

    await consent.end?.(visit.api(id), id)

    await expect(enablebanking.fetchAccounts(visit.api(id))).rejects.toMatchObject({
      code: 'reconnect_needed',
    })
  })

  it('outlives a restart of the sandbox', async () => {
    const other = await visitEnableBanking(at)
    other.bank.restore(JSON.parse(JSON.stringify(visit.bank.snapshot())))

    const { accounts } = await enablebanking.fetchAccounts(other.api(session))
    await other.close()

    expect(accounts).toHaveLength(3)
  })

  it('F7: is not followed to an address that no browser may be sent to', async () => {
    fail('wrong_shape', 'auth')

    await expect(start(visit.api(null), 'NO/Nordea')).rejects.toMatchObject({
      name: 'MappingError',
      field: 'url',
    })
  })
})

describe('the token', () => {
  const key = createPrivateKey(household.privateKey)
  const nowS = Date.parse(at) / 1000
  const right = {
    iss: 'enablebanking.com',
    aud: 'api.enablebanking.com',
    iat: nowS,
    exp: nowS + 3600,
  }
  const header = { typ: 'JWT', alg: 'RS256', kid: household.id }
  const ask = async (token: string) => {
    const response = await fetch(`${visit.sandbox.origin}/enablebanking/api/aspsps?country=NO`, {
      headers: { authorization: `Bearer ${token}` },
    })
    return response.status
  }
  const sign = (claims: object, head: object = {}) =>
    new SignJWT({ ...right, ...claims }).setProtectedHeader({ ...header, ...head }).sign(key)

  it('T2 T3: is signed here, and the key never leaves', async () => {
    await fetchAll(session, addDays(today, -30))

    const sent = JSON.stringify(visit.sandbox.journal.entries())
    expect(sent).not.toContain('PRIVATE KEY')
    expect(asked('details')[0]?.headers.authorization).toMatch(/^Bearer eyJ/)
    expect(visit.sandbox.journal.entries().some(({ form }) => 'grant_type' in form)).toBe(false)
  })

  it('is taken when it says who, for whom and until when', async () => {
    expect(await ask(await sign({}))).toBe(200)
    expect(await ask((await visit.oauth.requestClientCredentials('reading')).accessToken)).toBe(200)
  })

  it.each([
    ['of another issuer', { iss: 'elsewhere.example' }, {}],
    ['for somebody else', { aud: 'elsewhere.example' }, {}],
    ['that has ended', { iat: nowS - 7200, exp: nowS - 3600 }, {}],
    ['that lasts longer than a day', { exp: nowS + 86_401 }, {}],
    ['without an end', { exp: undefined }, {}],
    ['of an unknown application', {}, { kid: 'application-1' }],
    ['signed another way', {}, { alg: 'PS256' }],
  ])('is not taken %s', async (_what, claims, head) => {
    expect(await ask(await sign(claims, head))).toBe(401)
  })

  it('X5: is replaced once when it is no longer taken', async () => {
    await enablebanking.fetchAccounts(visit.api(session))
    visit.sandbox.journal.clear()
    visit.bank.expireAccessTokens()

    expect((await enablebanking.fetchAccounts(visit.api(session))).accounts).toHaveLength(3)
    expect(asked('session').map(({ status }) => status)).toEqual([401, 200])
  })

  it('says that the bank client is invalid when its key is', async () => {
    visit.sandbox.faults.set({ bank: 'enablebanking', operation: '*', kind: 'invalid_client' })

    await expect(enablebanking.fetchAccounts(visit.api(session))).rejects.toMatchObject({
      code: 'bank_client_invalid',
      status: 401,
    })
  })
})

describe('what goes wrong', () => {
  it('is the bank’s when the bank is down, and not the service’s', async () => {
    const id = await visit.connect('FI/S-Pankki')

    await expect(enablebanking.fetchAccounts(visit.api(id))).rejects.toMatchObject({
      code: 'bank_behind_unavailable',
      status: 502,
    })
  })

  it('is the service’s when the service is', async () => {
    fail('unavailable', 'session')

    await expect(enablebanking.fetchAccounts(visit.api(session))).rejects.toMatchObject({
      code: 'bank_unavailable',
    })
  })

  it('P7: is the fifth question of a day without a person, whatever the bank says to it', async () => {
    const other = await visitEnableBanking(at)
    const id = await other.connect('NO/Nordea')
    const ask = () => enablebanking.fetchAccounts(other.api(id, null))
    for (let asking = 0; asking < 4; asking++) await ask()

    await expect(ask()).rejects.toMatchObject({ code: 'bank_rate_limited', status: 429 })
    expect((await enablebanking.fetchAccounts(other.api(id))).accounts).toHaveLength(3)
    const headers = other.sandbox.journal.entries('enablebanking', 'details')[0]?.headers
    await other.close()
    expect(headers).not.toHaveProperty('psu-ip-address')
    expect(headers).not.toHaveProperty('psu-user-agent')
  })

  it('is a missing header of the person where a bank wants them to connect', async () => {
    await expect(start(visit.api(null, null), 'SE/Swedbank')).rejects.toMatchObject({
      code: 'bank_refused',
    })
  })

  it.each([
    ['balances', 'balances[0].balance_amount.amount'],
    ['transactions', 'transactions[0].booking_date'],
  ])('names the field of wrong %s', async (operation, field) => {
    const { accounts } = await enablebanking.fetchAccounts(visit.api(session))
    fail('wrong_shape', operation)
    const request = { accounts: accounts.slice(0, 1), from: addDays(today, -60) }
    const asking =
      operation === 'balances'
        ? enablebanking.fetchAccounts(visit.api(session))
        : enablebanking.fetchTransactions(visit.api(session), request)

    if (operation === 'balances') expect((await asking).accounts).toHaveLength(2)
    else await expect(asking).rejects.toMatchObject({ name: 'MappingError', field })
  })

  it.each([
    ['malformed', 'bank_wrong_answer'],
    ['wrong_type', 'bank_wrong_answer'],
    ['deep', 'bank_wrong_answer'],
    ['redirect', 'bank_wrong_answer'],
    ['server_error', 'bank_unavailable'],
    ['rate_limited', 'bank_rate_limited'],
    ['reset', 'bank_unreachable'],
  ] as const)('%s is %s', async (kind, code) => {
    fail(kind, 'session', kind === 'redirect' ? 'https://elsewhere.example' : undefined)

    await expect(enablebanking.fetchAccounts(visit.api(session))).rejects.toMatchObject({ code })
  })
})

it('sends nothing that is not among its calls, and no payment is', () => {
  const calls = Object.values(enablebanking.calls)

  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /aspsps',
    'POST /auth',
    'POST /sessions',
    'GET /sessions/{sessionId}',
    'DELETE /sessions/{sessionId}',
    'GET /accounts/{accountId}/details',
    'GET /accounts/{accountId}/balances',
    'GET /accounts/{accountId}/transactions',
  ])
})

it('has settings that survive as lines of an .env file', () => {
  const lines = Object.entries(visit.bank.env).map(([name, value]) => `${name}='${value}'`)

  expect(parseEnv(lines.join('\n'))).toEqual(visit.bank.env)
})

it('has at least ten banks behind it, in five countries', () => {
  expect(banksBehind.length).toBeGreaterThanOrEqual(10)
  expect(new Set(banksBehind.map(({ country }) => country)).size).toBe(5)
})

function worldAccounts(): readonly WorldAccount[] {
  return visit.sandbox.world.accountsOf('jonas', 'enablebanking')
}

/** Whatever the numbers and the currency are called there. */
function expectWorld(
  accounts: readonly BankAccount[],
  transactions: readonly AccountTransactions[],
): void {
  expect(accounts.map(({ name }) => name)).toEqual(names)
  for (const [index, account] of worldAccounts().entries()) {
    const rows = visit.sandbox.world.transactionsOf(account.id, today)
    const expected = rows.filter(({ bookedOn }) => bookedOn >= from && bookedOn <= today)
    expect(transactions[index]?.complete).toBe(true)
    expect(toLines(transactions[index]?.booked ?? [])).toEqual(toWorldLines(expected))
  }
}

function findPendingDay(of: EnableBankingVisit): LocalDate {
  for (let ahead = 1; ahead < 60; ahead++) {
    const day = addDays(today, ahead)
    if (pendingOn(of, day).length > 0) return day
  }
  return missing()
}

function pendingOn(of: EnableBankingVisit, day: LocalDate): WorldTransaction[] {
  return of.sandbox.world
    .accountsOf('jonas', 'enablebanking')
    .flatMap(({ id }) => of.sandbox.world.transactionsOf(id, day))
    .filter(({ bookedOn }) => bookedOn > day)
}

function toFigures({ name, currency, balance, available }: BankAccount) {
  return { name, currency, balance: balance?.minor, available: available?.minor }
}

function toWorldFigures({ id, name, currency }: WorldAccount) {
  const { bookedMinor, availableMinor } = visit.sandbox.world.balanceOf(id, today)
  return { name, currency, balance: bookedMinor, available: availableMinor }
}

function toLines(rows: readonly BankTransaction[]): string[] {
  return rows
    .map(({ bookingDate, amount, text }) => `${bookingDate} ${amount.minor} ${text}`)
    .sort()
}

function toWorldLines(rows: readonly WorldTransaction[]): string[] {
  return rows.map((row) => `${row.bookedOn} ${row.amountMinor} ${row.counterparty}`).sort()
}
