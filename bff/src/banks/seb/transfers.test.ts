import { parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { describe, expect, it } from 'vitest'
import type { BankTransfer } from '../bankTransfers.ts'
import { answer, createTestTransferApi } from './testTransferApi.ts'
import { transfers } from './transfers.ts'

const end = (key: string, iban: string) =>
  ({ key, number: null, iban, kind: 'current', transferKey: null }) as const
const transfer: BankTransfer = {
  from: end('from-1', 'SE4550000000058398257466'),
  to: end('to-1', 'SE6850000000058398257555'),
  amount: moneyFromMinor(345_50, parseCurrency('SEK')),
  date: parseLocalDate('2026-03-13'),
  message: 'Sparande',
}

describe('what is sent', () => {
  it('is the documented body, the amount in two decimals', () => {
    expect(transfers.prepare(transfer)).toEqual({
      call: 'payment',
      body: {
        instructedAmount: { currency: 'SEK', amount: '345.50' },
        debtorAccount: { iban: 'SE4550000000058398257466' },
        creditorAccount: { iban: 'SE6850000000058398257555' },
        debtorAccountMessage: 'Sparande',
        requestedExecutionDate: '2026-03-13',
      },
    })
  })

  it('has no message when there is none', () => {
    const { body } = transfers.prepare({ ...transfer, message: '' })

    expect(body).not.toHaveProperty('debtorAccountMessage')
  })

  it('is named by its call among those that are allowed', () => {
    const { call } = transfers.prepare(transfer)

    expect(transfers.calls[call]).toMatchObject({
      method: 'POST',
      path: '/payments/private-se-domestic-own-credit-transfers',
      base: 'PIS_URL',
    })
  })
})

describe('a message', () => {
  const { allowed, most } = transfers.rules.message
  const fits = (message: string) =>
    message.length <= most && new RegExp(`^[${allowed}]*$`, 'u').test(message)

  it.each(['', 'Sparande', 'Hyra 11/2026', 'Åke, Örjan', 'EL-räkning.'])('may be %j', (message) => {
    expect(fits(message)).toBe(true)
  })

  it.each(['Tretton tecken', 'Blåbær', 'två\nrader', '<b>', 'kaffe ☕', 'l’eau'])(
    'may not be %j',
    (message) => {
      expect(fits(message)).toBe(false)
    },
  )
})

describe('an answer to making a payment', () => {
  const submit = (...given: Parameters<typeof answer>) => {
    const { api } = createTestTransferApi({
      'POST /own': [answer(...given)],
      'GET /own/payment-1/status': [answer(503)],
    })
    const prepared = transfers.prepare(transfer)
    const order = { idempotencyKey: 'key-1', returnUrl: 'https://home.example/' }
    return transfers.submit(api, { ...order, transfer, prepared })
  }

  it.each([200, 201, 202])('with %i and its name has made one', async (status) => {
    expect(await submit(status, { paymentId: 'payment-1' })).toMatchObject({
      kind: 'approval',
      reference: 'payment-1',
    })
  })

  it.each([
    [400, { title: 'x', code: 'EXECUTION_DATE_INVALID' }, 'date_invalid'],
    [403, { tppMessages: [{ code: 'PRODUCT_INVALID' }] }, 'from_not_for_payments'],
    [400, { type: 'about:blank', title: 'Bad Request', status: 400 }, 'unexplained'],
    [422, { title: 'x', code: 'NEVER_HEARD_OF' }, 'unexplained'],
  ])('with %i and %j is a no', async (status, body, reason) => {
    expect(await submit(status, body)).toEqual({ kind: 'refused', reason })
  })

  it.each([
    [201, {}],
    [201, { paymentId: '../../accounts' }],
    [201, undefined],
    [302, undefined],
    [400, undefined],
    [400, { message: 'the page of a proxy' }],
    [408, { title: 'Request Timeout', code: 'TIMEOUT' }],
    [500, { title: 'x', code: 'RESOURCE_UNKNOWN' }],
    [503, undefined],
  ])('with %i and %j says neither', async (status, body) => {
    expect(await submit(status, body)).toEqual({ kind: 'unknown' })
  })

  it.each(['CONSENT_INVALID', 'TOKEN_EXPIRED'])(
    'that is about access, %s, changed nothing',
    async (code) => {
      await expect(submit(403, { title: 'x', code })).rejects.toMatchObject({
        code: 'reconnect_needed',
        changedNothing: true,
      })
    },
  )
})
