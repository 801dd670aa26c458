import { parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { describe, expect, it } from 'vitest'
import type { CallOptions } from '../bank.ts'
import type { BankTransfer, TransferApi, TransferEnd } from '../bankTransfers.ts'
import type { WireJson } from '../wire.ts'
import { transfers } from './transfers.ts'

const NOK = parseCurrency('NOK')
const today = parseLocalDate('2023-03-14')
const end = (key: string): TransferEnd => ({
  key,
  number: null,
  iban: null,
  kind: 'current',
  transferKey: null,
})
const transfer = (minor: number): BankTransfer => ({
  from: end('7A1F0C3B9D'),
  to: end('5C2E88AA01'),
  amount: moneyFromMinor(minor, NOK),
  date: today,
  message: 'Sparing',
})

function api(rows: (accountId: string) => readonly WireJson[]) {
  const asked: CallOptions[] = []
  const bank: TransferApi = {
    settings: {},
    consentId: null,
    userAgent: null,
    today,
    now: () => 0,
    fetchJson: async (_call, options = {}) => {
      asked.push(options)
      const items = rows(options.params?.['accountId'] ?? '')
      return { availableItems: String(items.length), items }
    },
    fetchLink: () => Promise.reject(new Error('this bank has no links')),
    send: async (_call, options = {}) => {
      asked.push(options)
      return { status: 204, body: undefined, isEmpty: true }
    },
  }
  return { asked, bank }
}

describe('preparing', () => {
  it.each([
    [250_00, '250'],
    [250_50, '250.5'],
    [1_29, '1.29'],
    [1_10, '1.1'],
    [999_999_999_999_999, '9999999999999.99'],
    [900_719_925_474_99, '900719925474.99'],
  ])('writes %i øre as a number with every digit right', (minor, digits) => {
    expect(JSON.stringify(transfers.prepare(transfer(minor)))).toBe(
      `{"call":"transfer","body":{"fromAccountId":"7A1F0C3B9D","toAccountId":"5C2E88AA01","message":"Sparing","amount":${digits}}}`,
    )
  })
})

describe('the rules', () => {
  const { allowed } = transfers.rules.message
  const pattern = new RegExp(`^[${allowed}]*$`, 'u')

  it('allow what the bank does', () => {
    expect('Båt, øl og Élise').toMatch(pattern)
    expect('0123456789 ,;.:!-/()?').toMatch(pattern)
  })

  it.each(['&', '@', '"', '+', '×', '÷', '🎉', '\n', 'Ω'])('allow no %s', (sign) => {
    expect(sign).not.toMatch(pattern)
  })
})

describe('submitting', () => {
  it('sends what was prepared, as it was', async () => {
    const { asked, bank } = api(() => [])
    const wish = transfer(250_00)
    const prepared = { call: 'transfer', body: { as: 'shown' } }

    const submission = { transfer: wish, prepared, idempotencyKey: 'key', returnUrl: 'x' }

    expect((await transfers.submit(bank, submission)).kind).toBe('done')
    expect(asked).toEqual([{ body: { as: 'shown' } }])
  })
})

describe('counting transfers like one', () => {
  const row = (amount: string, change: Record<string, WireJson> = {}): WireJson => ({
    accountingDate: '2023-03-14T00:00:00',
    amount,
    text: 'Overføring mellom egne kontoer',
    isReservation: false,
    ...change,
  })
  const count = (out: readonly WireJson[], into: readonly WireJson[]) =>
    transfers.countLike?.(
      api((accountId) => (accountId === '7A1F0C3B9D' ? out : into)).bank,
      transfer(250_00),
    )

  it('counts what is at both ends, and asks without an end of the period', async () => {
    const { asked, bank } = api((id) => [row(id === '7A1F0C3B9D' ? '-250.00' : '250')])

    expect(await transfers.countLike?.(bank, transfer(250_00))).toBe(1)
    expect(asked.map(({ query }) => [query?.['startDate'], query?.['endDate']])).toEqual([
      [today, undefined],
      [today, undefined],
    ])
    expect(await count([row('-250'), row('-250')], [row('250')])).toBe(1)
  })

  it.each([
    ['another amount', row('-250.01')],
    ['the other direction', row('250')],
    ['a purchase', row('-250', { cardDetails: { merchantName: 'Kiwi' } })],
    ['a reservation', row('-250', { isReservation: true })],
    ['another day', row('-250', { accountingDate: '2023-03-13T00:00:00' })],
    ['a day far off', row('-250', { accountingDate: '2023-03-22T00:00:00' })],
  ])('does not count %s', async (_what, out) => {
    expect(await count([out], [row('250')])).toBe(0)
  })
})
