import { readFileSync } from 'node:fs'
import { parseCurrency } from '@skrin/shared/money'
import { describe, expect, it } from 'vitest'
import { MappingError } from '../bankError.ts'
import { parseWire, parseWireJson } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { toAccount, toAccountKind, toTransaction, withoutPersonKeys } from './mapping.ts'
import { accountsAnswer, transactionsAnswer } from './wireShapes.ts'

const NOK = parseCurrency('NOK')
const readWire = (name: string) =>
  parseWireJson(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'))

function mapAccount(change: Record<string, WireJson> = {}, from = 0, cardRule = 'auto') {
  const rows = Object(readWire('accounts')).accounts
  const answer = parseWire(accountsAnswer, { accounts: [{ ...rows[from], ...change }] })
  const row = answer.accounts?.[0]
  if (!row) throw new TypeError('no account')
  return { row, account: toAccount(row, { index: 0, cardRule }) }
}

function mapRow(from: number, change: Record<string, WireJson | undefined> = {}) {
  const wire = { ...Object(readWire('transactions')).transactions[from], ...change }
  const row = parseWire(transactionsAnswer, { transactions: [wire] }).transactions?.[0]
  if (!row) throw new TypeError('no row')
  return toTransaction(row, { index: 0, currency: NOK, wire })
}

describe('an account', () => {
  it('is read with exact amounts, its holder and a plain IBAN', () => {
    expect(mapAccount().account).toEqual({
      key: 'Xy12AbCd34EfGh56IjKl',
      name: 'Brukskonto',
      number: '42992103309',
      iban: 'NO9342992103309',
      kind: 'current',
      currency: 'NOK',
      balance: { minor: 1845025, currency: 'NOK' },
      available: { minor: 1832020, currency: 'NOK' },
      holder: 'Ingrid Lindvik',
      closed: false,
      transfer: { from: true, to: true, key: null },
    })
  })

  it('has no balance rather than zero when none came', () => {
    expect(mapAccount({}, 1).account).toMatchObject({
      name: 'Sparekonto',
      kind: 'savings',
      balance: null,
      holder: 'Jonas Lindvik',
    })
  })

  it.each(['key', 'currencyCode'])('is none without %s', (name) => {
    expect(mapAccount({ [name]: null }).account).toBeNull()
  })

  it.each([
    [{ type: 'CREDITCARD' }, 'card'],
    [{ accountNumber: 'K1' }, 'card'],
    [{ accountProperties: { isFlexiLoan: true } }, 'loan'],
    [{ accountProperties: { isAksjesparekonto: true, isSavingsAccount: true } }, 'other'],
    [{ type: null, productType: 'BSU' }, 'savings'],
    [{ type: null, productType: 'CURRENT_ACCOUNT' }, 'current'],
    [{ type: null, productType: 'SOMETHING_NEW' }, 'other'],
  ])('of %j is of the kind %s', (change, kind) => {
    expect(toAccountKind(mapAccount(change).row)).toBe(kind)
  })

  it.each([
    ['owed, sent negative', '-3077.40', '56800.60', -307740],
    ['owed, sent positive', '3077.40', '56800.60', -307740],
    ['paid too much, sent positive', '500.00', '60500.00', 50000],
    ['paid too much, sent negative', '-500.00', '60500.00', 50000],
    ['nothing owed', '0.00', '59000.00', 0],
  ])(
    'that is a card tells what is owed from limit and available: %s',
    (_, balance, availableBalance, minor) => {
      expect(mapAccount({ balance, availableBalance }, 2).account?.balance?.minor).toBe(minor)
    },
  )

  it('that is a card has no balance when nothing tells what a positive one means', () => {
    const unclear = { balance: '3077.40', creditCardCreditLimit: null }

    expect(mapAccount(unclear, 2).account?.balance).toBeNull()
    expect(mapAccount(unclear, 2, 'positive-is-owed').account?.balance?.minor).toBe(-307740)
    expect(mapAccount(unclear, 2, 'negative-is-owed').account?.balance?.minor).toBe(307740)
    expect(mapAccount({ ...unclear, balance: '-3077.40' }, 2).account?.balance?.minor).toBe(-307740)
  })

  it('names the field when an amount is finer than its currency', () => {
    expect(() => mapAccount({ balance: '1.005' })).toThrow(new MappingError('accounts[0].balance'))
  })
})

describe('a transaction', () => {
  it('is on the day that it is in Oslo, in winter and in summer', () => {
    expect(mapRow(0).bookingDate).toBe('2026-03-25')
    expect(mapRow(0, { date: String(Date.parse('2026-06-30T22:00:00Z')) }).bookingDate).toBe(
      '2026-07-01',
    )
  })

  it('keeps the merchant, the raw text and the amount abroad with the direction of the money', () => {
    expect(mapRow(1)).toMatchObject({
      text: 'TRATTORIA DA NICCOLO',
      bankText: '*4321 22.03 EUR 99.50 TRATTORIA DA NICCOLO Kurs: 11.6618',
      amount: { minor: -116035, currency: 'NOK' },
      original: { amount: { minor: -9950, currency: 'EUR' }, rate: null },
      counterparty: { name: 'Trattoria da Niccolò', account: null },
      kind: 'Varer',
      bankId: '123456789012345678',
    })
  })

  it('has no id of the bank while it is pending', () => {
    expect(mapRow(0).bankId).toBeNull()
  })

  it('between own accounts may come without the other side and without descriptions', () => {
    expect(mapRow(2)).toMatchObject({ text: 'Overføring mellom egne kontoer', counterparty: null })
  })

  it.each(['confidential', 'isConfidential'])(
    'marked %s is not spelled out from other fields',
    (flag) => {
      const row = mapRow(3, { [flag]: true, description: undefined })

      expect(row).toMatchObject({ counterparty: null, text: 'PAYHTGRA' })
    },
  )

  it('is read without the words around a payment', () => {
    expect(mapRow(3)).toMatchObject({
      text: 'Torshov Vel',
      counterparty: { name: 'Torshov Vel', account: '12993401228' },
    })
  })

  it.each([
    ['bookingStatus', 'CANCELLED'],
    ['amount', '12,50'],
    ['date', '99999999999999999'],
    ['date', '8000000000000000'],
  ])('is refused with the field named: %s %s', (name, value) => {
    expect(() => mapRow(1, { [name]: value })).toThrow(new MappingError(`transactions[0].${name}`))
  })
})

it('drops what stands for a person’s identity number, however deep', () => {
  const wire = { owner: { ssnKey: 's', name: 'n' }, list: [{ customerKey: 'c', id: '1' }] }

  expect(withoutPersonKeys(wire)).toEqual({ owner: { name: 'n' }, list: [{ id: '1' }] })
})
