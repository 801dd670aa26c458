import type { BankAccount, BankTransaction } from '@skrin/bff/banks/bank'
import { MappingError } from '@skrin/bff/banks/bankError'
import { sbanken } from '@skrin/bff/banks/sbanken/sbanken'
import type { WireJson } from '@skrin/bff/banks/wire'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clientId, clientSecret } from '../sandbox/banks/sbanken/token.ts'
import type { FaultKind } from '../sandbox/kit/faults.ts'
import type { World, WorldTransaction } from '../sandbox/world/world.ts'
import { visitSbanken } from './visitSbanken.ts'
import type { SbankenVisit } from './visitSbanken.ts'

// Reservations are open on this day, and a New Year lies within the two years before it.
const at = '2026-03-10T10:00:00Z'
const today = parseLocalDate('2026-03-10')
const from = addDays(today, -729)
const DAY_MS = 86_400_000

let visit: SbankenVisit
beforeAll(async () => {
  visit = await visitSbanken({ at })
})
afterAll(() => visit.close())
beforeEach(() => {
  // A new minute: the bank counts calls.
  visit.pass(60_000)
  visit.sandbox.faults.clear()
  visit.sandbox.journal.clear()
})

describe('accounts', () => {
  it('come with the exact figures, a card owed as negative', async () => {
    const { accounts, complete } = await sbanken.fetchAccounts(visit.api())

    expect(complete).toBe(true)
    expect(accounts.map(toFigures)).toEqual(worldAccounts().map(toWorldFigures))
    expect(accounts.find(({ kind }) => kind === 'card')?.balance?.minor).toBeLessThan(0)
  })

  it('include one of another customer, but nobody’s identity number', async () => {
    const { accounts } = await sbanken.fetchAccounts(visit.api())

    expect(accounts.map(({ name }) => name)).toContain('Emmas sparekonto')
    for (const { identityNumber } of visit.sandbox.world.people) {
      expect(JSON.stringify(accounts)).not.toContain(identityNumber)
    }
  })

  it('are the same in v1 and v2', async () => {
    const [v1, v2] = [visit.api('v1'), visit.api('v2')]

    expect(await sbanken.fetchAccounts(v1)).toEqual(await sbanken.fetchAccounts(v2))
    expect(await v1.fetchJson(sbanken.calls['accounts'] ?? missing())).toHaveProperty('isError')
  })
})

describe('transactions of two years', () => {
  it('hold every booked row once, with its exact amount and sign', async () => {
    const { accounts, transactions } = await fetchAll(from)

    for (const [index, account] of accounts.entries()) {
      const expected = worldRows(account).filter(
        ({ bookedOn }) => bookedOn >= from && bookedOn <= today,
      )
      expect(toLines(transactions[index]?.booked ?? [])).toEqual(toWorldLines(expected))
      expect(transactions[index]).toMatchObject({
        key: account.key,
        coveredFrom: from,
        complete: true,
      })
    }
  })

  it('go further back than the statement does', async () => {
    const { transactions } = await fetchAll(from)

    const oldest = toLines(transactions[0]?.booked ?? [])[0] ?? ''
    expect(oldest < addDays(today, -600)).toBe(true)
    expect(visit.sandbox.journal.entries('sbanken', 'archive')).not.toEqual([])
  })

  it('have the reservations there are, without id, and only those', async () => {
    const { accounts, transactions } = await fetchAll(from)

    const pending = transactions.flatMap((one) => one.pending)
    const expected = accounts.flatMap((account) =>
      worldRows(account).filter(({ bookedOn }) => bookedOn > today),
    )
    expect(expected).not.toEqual([])
    expect(pending.map(({ amount }) => amount.minor).sort()).toEqual(
      expected.map(({ amountMinor }) => amountMinor).sort(),
    )
    expect(pending.every(({ bankId }) => bankId === null)).toBe(true)
  })

  it('have the day of booking although the bank puts a purchase into the wrong year', async () => {
    const { transactions } = await fetchAll(from)

    const wrongYear = transactions
      .flatMap((one) => one.booked)
      .filter(({ bookingDate, wire }) => purchaseDay(wire) > bookingDate)
    expect(wrongYear).not.toEqual([])
    expect(wrongYear.every(({ bookingDate }) => bookingDate.slice(5, 7) === '01')).toBe(true)
  })

  it('name whom it was with, and keep the line of the bank', async () => {
    const { transactions } = await fetchAll(addDays(today, -200))

    const paid = transactions
      .flatMap((one) => one.booked)
      .find(({ bankText }) => bankText.startsWith('*1234'))
    expect(paid?.bankText).toContain(`${paid?.text} Kurs:`)
    expect(paid?.counterparty?.name?.toUpperCase()).toBe(paid?.text)
  })

  it('never ask for today as the end, which the bank answers with 500', async () => {
    await fetchAll(from)

    const ends = visit.sandbox.journal
      .entries('sbanken')
      .map(({ url }) => new URL(url, visit.sandbox.origin).searchParams.get('endDate'))
    expect(ends).toContain(null)
    expect(ends).not.toContain(today)
  })

  it('take fewer calls than the bank allows in a minute', async () => {
    await sbanken.fetchAccounts(visit.api())
    await fetchAll(from)

    expect(visit.sandbox.journal.entries('sbanken').length).toBeLessThan(30)
  })

  it('are the same in v1, where days have an offset and the source is a number', async () => {
    const v1 = await fetchAll(addDays(today, -90), 'v1')
    visit.pass(60_000)
    const v2 = await fetchAll(addDays(today, -90), 'v2')

    expect(v1.transactions.map(withoutWire)).toEqual(v2.transactions.map(withoutWire))
  })

  it('lose nothing when ids change from call to call', async () => {
    const before = await fetchAll(from)
    visit.pass(60_000)
    fail('changed_ids')

    const after = await fetchAll(from)

    expect(after.transactions.map(({ booked }) => toLines(booked))).toEqual(
      before.transactions.map(({ booked }) => toLines(booked)),
    )
    expect(after.transactions.map(toIds)).not.toEqual(before.transactions.map(toIds))
  })
})

it('books a reservation later under another text, and no longer shows it as pending', async () => {
  const week = await visitSbanken({ at })
  const keys = (await sbanken.fetchAccounts(week.api())).accounts
  const fetchRows = async () =>
    (await sbanken.fetchTransactions(week.api(), { accounts: keys, from: addDays(today, -40) }))
      .accounts

  const before = await fetchRows()
  week.pass(10 * DAY_MS)
  const after = await fetchRows()
  await week.close()

  const reserved = before.flatMap(({ pending }) => pending)[0]
  const booked = after.flatMap((one) => one.booked)
  const sameAmount = booked.filter(({ amount }) => amount.minor === reserved?.amount.minor)
  expect(sameAmount.map(({ bankText }) => bankText)).toContainEqual(
    expect.stringContaining(`${reserved?.bankText} Kurs:`),
  )
  expect(after.flatMap(({ pending }) => pending)).not.toContainEqual(reserved)
})

it('reads thousands of rows page by page, equal rows too', async () => {
  const crowded = await visitSbanken({ at, toWorld: (world) => repeatRows(world, 12) })
  const { accounts } = await sbanken.fetchAccounts(crowded.api())
  const [current] = accounts

  const fetched = await sbanken.fetchTransactions(crowded.api(), {
    accounts: current ? [current] : [],
    from,
  })
  const indexes = crowded.sandbox.journal
    .entries('sbanken', 'transactions')
    .map(({ url }) => new URL(url, crowded.sandbox.origin).searchParams.get('index'))
  await crowded.close()

  const once = current
    ? worldRows(current).filter(({ bookedOn }) => bookedOn >= from && bookedOn <= today)
    : []
  const twelve = once.flatMap((row) => Array.from({ length: 12 }, () => row))
  expect(toLines(fetched.accounts[0]?.booked ?? [])).toEqual(toWorldLines(twelve))
  expect(indexes).toContain('2000')
})

describe('the token', () => {
  it('is asked for with both halves form-encoded, without scope, and once', async () => {
    const api = visit.api()
    await sbanken.fetchAccounts(api)
    await sbanken.fetchAccounts(api)

    const asked = visit.sandbox.journal.entries('sbanken', 'token')
    expect(asked).toHaveLength(1)
    expect(asked[0]?.form).toEqual({ grant_type: 'client_credentials' })
    expect(asked[0]?.url).not.toContain('?')
  })

  it.each([
    ['as they are', `${clientId}:${clientSecret}`],
    ['joined first', encodeURIComponent(`${clientId}:${clientSecret}`)],
    ['with another secret', `${encodeURIComponent(clientId)}:wrong`],
  ])('is refused for an id and a secret %s', async (_, joined) => {
    const response = await fetch(`${visit.sandbox.origin}/sbanken/identityserver/connect/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(joined).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })

    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: 'invalid_client' })
  })

  it('is replaced once when it has run out', async () => {
    const api = visit.api()
    await sbanken.fetchAccounts(api)
    visit.sandbox.banks.get('sbanken')?.expireAccessTokens()

    expect((await sbanken.fetchAccounts(api)).accounts).toHaveLength(4)
    expect(statuses('accounts')).toEqual([200, 401, 200])
    expect(statuses('token')).toEqual([200, 200])
  })

  it('is not asked for again and again when the application has lost its scope', async () => {
    fail('revoked_consent')

    await expect(sbanken.fetchAccounts(visit.api())).rejects.toMatchObject({
      code: 'reconnect_needed',
    })
    expect(statuses('accounts')).toEqual([401, 401])
  })

  it('says that the bank client is invalid when its secret has run out', async () => {
    fail('invalid_client')

    await expect(sbanken.fetchAccounts(visit.api())).rejects.toMatchObject({
      code: 'bank_client_invalid',
    })
  })
})

describe('an answer that is not whole', () => {
  it('leaves accounts marked as partial', async () => {
    fail('partial')

    const { accounts, complete } = await sbanken.fetchAccounts(visit.api())

    expect(complete).toBe(false)
    expect(accounts).toHaveLength(3)
  })

  it('leaves transactions marked as partial', async () => {
    fail('partial')

    const { transactions } = await fetchAll(addDays(today, -60))

    expect(transactions[0]?.complete).toBe(false)
    expect(transactions[0]?.booked).not.toEqual([])
  })

  it('is no answer in v1, where isError comes with status 200', async () => {
    const { accounts } = await sbanken.fetchAccounts(visit.api('v1'))
    fail('partial')

    const fetching = sbanken.fetchTransactions(visit.api('v1'), { accounts, from })

    await expect(fetching).rejects.toMatchObject({ code: 'bank_unavailable', status: 200 })
    await expect(sbanken.fetchAccounts(visit.api('v1'))).rejects.toMatchObject({
      code: 'bank_unavailable',
    })
  })
})

describe('a wrong answer', () => {
  it('names the field of an account', async () => {
    fail('wrong_shape')

    await expect(sbanken.fetchAccounts(visit.api())).rejects.toThrow(
      new MappingError('items[0].balance'),
    )
  })

  it('names the field of a transaction', async () => {
    const { accounts } = await sbanken.fetchAccounts(visit.api())
    fail('wrong_shape')

    const fetching = sbanken.fetchTransactions(visit.api(), { accounts, from })

    await expect(fetching).rejects.toThrow(new MappingError('items[0].amount'))
  })

  it.each([
    ['malformed', 'bank_wrong_answer'],
    ['wrong_type', 'bank_wrong_answer'],
    ['deep', 'bank_wrong_answer'],
    ['rate_limited', 'bank_rate_limited'],
    ['unavailable', 'bank_unavailable'],
    ['server_error', 'bank_unavailable'],
    ['reset', 'bank_unreachable'],
  ] as const)('of the kind %s is %s', async (kind, code) => {
    visit.sandbox.faults.set({ bank: 'sbanken', operation: 'accounts', kind })

    await expect(sbanken.fetchAccounts(visit.api())).rejects.toMatchObject({ code })
  })
})

describe('the rules of the bank', () => {
  const statement = sbanken.calls['statement'] ?? missing()

  it('hide reservations when an end is named', async () => {
    const { accounts } = await sbanken.fetchAccounts(visit.api())
    const query = { startDate: addDays(today, -20), endDate: addDays(today, 1), length: '1000' }

    const answers = await Promise.all(
      accounts.map(({ key }) =>
        visit.api().fetchJson(statement, { params: { accountId: key }, query }),
      ),
    )

    expect(JSON.stringify(answers)).toContain('"isReservation":false')
    expect(JSON.stringify(answers)).not.toContain('"isReservation":true')
  })

  it.each([
    ['more than 366 days', { startDate: addDays(today, -367) }, 400],
    ['a day before 2000', { startDate: '1999-12-31', endDate: '2000-06-01' }, 400],
    ['a page of more than 1000', { length: '1001' }, 400],
    ['today as the end', { endDate: today }, 500],
  ])('refuse %s', async (_, query, status) => {
    const [account] = (await sbanken.fetchAccounts(visit.api())).accounts
    const params = { accountId: account?.key ?? '' }

    const fetching = visit.api().fetchJson(statement, { params, query })

    await expect(fetching).rejects.toMatchObject({ status })
  })

  it('allow thirty calls a minute', async () => {
    const api = visit.api()
    for (let call = 0; call < 30; call++) await sbanken.fetchAccounts(api)

    await expect(sbanken.fetchAccounts(api)).rejects.toMatchObject({ code: 'bank_rate_limited' })

    visit.pass(60_000)
    expect((await sbanken.fetchAccounts(api)).accounts).toHaveLength(4)
  })
})

describe('what may be called', () => {
  it('is reading alone, and the accounts with their identity numbers only from within', () => {
    expect(
      Object.values(sbanken.calls).map(({ method, path, passThrough }) => [
        method,
        path,
        passThrough,
      ]),
    ).toEqual([
      ['GET', '/Accounts', false],
      ['GET', '/Transactions/{accountId}', true],
      ['GET', '/Transactions/archive/{accountId}', true],
    ])
  })

  it('is nothing else: a transfer is refused before it is sent', async () => {
    const transfer = {
      ...(sbanken.calls['accounts'] ?? missing()),
      method: 'POST',
      path: '/Transfers',
    } as const

    await expect(visit.api().fetchJson(transfer)).rejects.toMatchObject({
      code: 'bank_path_not_allowed',
    })
    expect(visit.sandbox.journal.entries('sbanken')).toEqual([])
  })
})

async function fetchAll(start: typeof from, version: 'v1' | 'v2' = 'v2') {
  const api = visit.api(version)
  const { accounts } = await sbanken.fetchAccounts(api)
  visit.sandbox.journal.clear()
  const fetched = await sbanken.fetchTransactions(api, { accounts, from: start })
  return { accounts, transactions: fetched.accounts }
}

function fail(kind: FaultKind): void {
  visit.sandbox.faults.set({ bank: 'sbanken', operation: '*', kind })
}

function statuses(operation: string) {
  return visit.sandbox.journal.entries('sbanken', operation).map(({ status }) => status)
}

function missing(): never {
  throw new TypeError('no such call')
}

function worldAccounts() {
  return visit.sandbox.world.accountsOf('ingrid', 'sbanken')
}

function worldRows({ number }: BankAccount): readonly WorldTransaction[] {
  const account = worldAccounts().find((one) => one.number === number)
  return account ? visit.sandbox.world.transactionsOf(account.id, today) : []
}

function toFigures({ name, number, kind, balance, available }: BankAccount) {
  return [name, number, kind, balance?.minor, available?.minor]
}

function toWorldFigures({ id, name, number, kind }: ReturnType<typeof worldAccounts>[number]) {
  const { bookedMinor, availableMinor } = visit.sandbox.world.balanceOf(id, today)
  return [name, number, kind, bookedMinor, availableMinor]
}

function toLines(rows: readonly BankTransaction[]): string[] {
  return rows
    .map(({ bookingDate, amount }) => `${bookingDate} ${amount.minor} ${amount.currency}`)
    .sort()
}

function toWorldLines(rows: readonly WorldTransaction[]): string[] {
  return rows
    .map(({ bookedOn, amountMinor, currency }) => `${bookedOn} ${amountMinor} ${currency}`)
    .sort()
}

function toIds({ booked }: { booked: readonly BankTransaction[] }) {
  return booked.map(({ bankId }) => bankId)
}

function withoutWire<
  T extends { booked: readonly BankTransaction[]; pending: readonly BankTransaction[] },
>(fetched: T) {
  const strip = ({ wire: _, ...row }: BankTransaction) => row
  return { ...fetched, booked: fetched.booked.map(strip), pending: fetched.pending.map(strip) }
}

function purchaseDay(wire: WireJson): string {
  return /"purchaseDate":"(\d{4}-\d{2}-\d{2})/.exec(JSON.stringify(wire))?.[1] ?? ''
}

/** The same life, but everything is bought twelve times. */
function repeatRows(world: World, times: number): World {
  return {
    ...world,
    transactionsOf: (accountId, day) =>
      world
        .transactionsOf(accountId, day)
        .flatMap((row) =>
          Array.from({ length: times }, (_, copy) => ({ ...row, id: `${row.id}/${copy}` })),
        ),
  }
}
