import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { MappingError } from '../bankError.ts'
import { parseWireJson } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { toAccount, toTransaction } from './mapping.ts'
import { readList } from './readList.ts'
import { wireAccount, wireArchiveRow, wireStatementRow } from './wireShapes.ts'

const accounts = readList(wireAccount, fixture('accounts.v2.json')).items.map(({ item, field }) =>
  toAccount(item, field),
)
const statement = readList(wireStatementRow, fixture('statement.v2.json')).items
const rows = statement.map(({ item, ...source }) => toTransaction(item, source))

describe('an account', () => {
  it('reads the figures from their digits, with number, name and kind', () => {
    expect(accounts[0]).toEqual({
      key: '7A1F0C3B9D',
      name: 'Brukskonto',
      number: '97101234567',
      iban: null,
      kind: 'current',
      currency: 'NOK',
      balance: { minor: 1100075, currency: 'NOK' },
      available: { minor: 1025075, currency: 'NOK' },
      holder: null,
      closed: false,
      transfer: { from: true, to: true, key: null },
    })
  })

  it('tells savings and cards by the description of the account type', () => {
    expect(accounts.map(({ kind }) => kind)).toEqual(['current', 'savings', 'card', 'other'])
  })

  it('can be the end of a transfer as its kind allows: nothing is taken from a card', () => {
    expect(accounts.map(({ transfer }) => [transfer?.from, transfer?.to])).toEqual([
      [true, true],
      [true, true],
      [false, true],
      [false, false],
    ])
  })

  it('keeps a card balance negative when money is owed, and the credit in what is available', () => {
    expect(accounts[2]).toMatchObject({
      balance: { minor: -421890, currency: 'NOK' },
      available: { minor: 4548110, currency: 'NOK' },
    })
  })

  it('says nothing where the bank said nothing, and never zero', () => {
    expect(accounts[3]).toMatchObject({ name: 'Aksjesparekonto', available: null })
  })

  it('lets no identity number of an owner through', () => {
    expect(JSON.stringify(accounts)).not.toMatch(/01417012345|27531198765/)
  })

  it('knows the type codes of the older servers', () => {
    const kindOf = (accountType: string) =>
      toAccount(wireAccountOf({ accountType }), 'items[0]').kind

    expect(kindOf('AieBsu')).toBe('savings')
    expect(kindOf('AieMortgageCredit')).toBe('loan')
    expect(kindOf('Creditcard')).toBe('card')
  })

  it.each([
    ['accountId', { accountId: '../x' }],
    ['accountId', { accountId: null }],
    ['balance', { balance: '12 kr' }],
    ['balance', { balance: { amount: '1.00' } }],
    ['available', { available: 'NaN' }],
  ])('refuses a wrong %s by its name', (field, wrong) => {
    const wire = { availableItems: '1', items: [{ accountId: 'A', ...wrong }] }

    expect(() => readList(wireAccount, wire)).toThrow(new MappingError(`items[0].${field}`))
  })

  it('refuses a balance finer than an øre by its name', () => {
    const account = wireAccountOf({ balance: '10.005' })

    expect(() => toAccount(account, 'items[4]')).toThrow(new MappingError('items[4].balance'))
  })
})

describe('a transaction', () => {
  it('reads a reservation, which has no id and whose line is the merchant', () => {
    expect(rows[0]).toMatchObject({
      bookingDate: '2023-01-04',
      amount: { minor: -12950, currency: 'NOK' },
      text: 'KAFFEBRENNERIET',
      counterparty: { name: 'KAFFEBRENNERIET', account: null },
      kind: 'Bekreftet VISA',
      bankId: null,
    })
  })

  it('keeps the merchant of a booked card line and the line itself', () => {
    expect(rows[1]).toMatchObject({
      text: 'HOTEL SEEBLICK',
      bankText: '*1234 30.12 EUR 109.07 HOTEL SEEBLICK Kurs: 10.5000',
      counterparty: { name: 'HOTEL SEEBLICK LINDAU', account: null },
    })
  })

  it('gives the amount in the currency of the purchase the sign of the amount in kroner', () => {
    expect(rows[1]?.amount).toEqual({ minor: -114523, currency: 'NOK' })
    expect(rows[1]?.original).toEqual({ amount: { minor: -10907, currency: 'EUR' }, rate: '10.5' })
  })

  it('takes the booking day from the account, so a purchase date in the wrong year does no harm', () => {
    expect(rows[1]).toMatchObject({ bookingDate: '2023-01-03', valueDate: '2022-12-30' })
  })

  it('names the receiver of money out', () => {
    expect(rows[2]).toMatchObject({
      text: 'Nordlys Kraft AS',
      counterparty: { name: 'NORDLYS KRAFT AS', account: null },
      valueDate: null,
    })
  })

  it('reads a row of an older server: source as a number, day with an offset, details absent', () => {
    expect(rows[3]).toMatchObject({
      amount: { minor: 41207 },
      bankId: '9900001',
      counterparty: null,
    })
    expect(rows[4]).toMatchObject({
      bookingDate: '2022-12-30',
      text: 'Overføring mellom egne kontoer',
      original: null,
    })
  })

  it('reads a row of the archive, without the day at the front of its line', () => {
    const { item, ...source } = itemAt(
      readList(wireArchiveRow, fixture('archive.v2.json')).items,
      1,
    )

    expect(toTransaction(item, source)).toMatchObject({
      bookingDate: '2022-12-05',
      text: 'BOKHANDELEN PÅ HJØRNET',
      bankText: '04.12 BOKHANDELEN PÅ HJØRNET',
      bankId: '9900000',
    })
  })

  it('keeps the row as sent, but for an identity number that has no business there', () => {
    const { item, field, wire } = itemAt(statement, 4)
    const marked = { ...toObject(wire), ownerCustomerId: '01417012345' }

    const row = toTransaction(item, { field, wire: marked })

    expect(row.wire).toEqual(wire)
    expect(row.wire).toMatchObject({ amount: '1500', source: '0' })
  })

  it.each([
    ['isReservation', { isReservation: null }],
    ['amount', { amount: null }],
    ['amount', { amount: '1,50' }],
    ['accountingDate', { accountingDate: '2023-02-30T00:00:00' }],
    ['cardDetails.currencyAmount', { cardDetails: { currencyAmount: 'many' } }],
  ])('refuses a wrong %s by its name', (field, wrong) => {
    const good = { accountingDate: '2023-01-02T00:00:00', amount: '-1.00', isReservation: false }
    const wire = { availableItems: '2', items: [good, { ...good, ...wrong }] }

    expect(() => readList(wireStatementRow, wire)).toThrow(new MappingError(`items[1].${field}`))
  })

  it('refuses a currency that is none by its name', () => {
    const { item, ...source } = itemAt(statement, 1)
    const cardDetails = {
      ...item.cardDetails,
      currencyAmount: '1.00',
      originalCurrencyCode: 'euro',
    }
    const wrong = {
      ...item,
      cardDetails: { ...cardDetails, currencyRate: null, merchantName: null },
    }

    expect(() => toTransaction(wrong, source)).toThrow(
      new MappingError('items[1].cardDetails.originalCurrencyCode'),
    )
  })
})

function wireAccountOf(fields: { accountType?: string; balance?: string }) {
  const nothing = {
    accountNumber: null,
    name: null,
    accountType: null,
    balance: null,
    available: null,
  }
  return { accountId: 'A', ...nothing, ...fields }
}

function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined) throw new RangeError(`no item ${index}`)
  return item
}

function toObject(wire: WireJson): Record<string, WireJson> {
  return Object.fromEntries(Object.entries(wire ?? {}))
}

function fixture(name: string): WireJson {
  return parseWireJson(readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8'))
}
