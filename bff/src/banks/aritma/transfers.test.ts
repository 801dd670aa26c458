import { parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { describe, expect, it } from 'vitest'
import { BankError } from '../bankError.ts'
import type { BankTransfer } from '../bankTransfers.ts'
import type { WireJson } from '../wire.ts'
import { createTestTransferApi } from './testTransferApi.ts'
import type { TransferScript } from './testTransferApi.ts'
import { transfers } from './transfers.ts'

const end = { iban: null, kind: 'current' as const, transferKey: null }
const transfer: BankTransfer = {
  from: { ...end, key: 'a1', number: '86011117947' },
  to: { ...end, key: 'a2', number: '12993105435' },
  amount: moneyFromMinor(1_250_50, parseCurrency('NOK')),
  date: parseLocalDate('2026-03-13'),
  message: 'Sparing',
}
const returnUrl = 'https://skrin.example/transfers/order-1'
const idempotencyKey = '5bfa15da-0969-46a3-820d-be0ec7a16c24'
const page = 'https://bank.example/approve/1'
const processing = { kind: 'processing', reference: 'p1', progress: returnUrl }

const answer = (status: number, body: WireJson) => ({ status, body, isEmpty: false })
const payment = (transactionStatus: string) => answer(200, { paymentId: 'p1', transactionStatus })
const created = answer(201, { paymentId: 'p1', transactionStatus: 'rcvd' })
const begun = (href: string) =>
  answer(201, {
    scaStatus: 'started',
    authorizationId: 'auth-1',
    _links: { scaRedirect: { href } },
  })
const lost = new BankError('bank_unreachable')

async function submit(script: TransferScript) {
  const { api, sent } = createTestTransferApi(script)
  const prepared = transfers.prepare(transfer)
  const step = await transfers.submit(api, { transfer, prepared, idempotencyKey, returnUrl })
  return { step, sent, names: sent.map(({ name }) => name) }
}

function check(script: TransferScript) {
  const { api } = createTestTransferApi(script)
  return transfers.fetchStep?.(api, { transfer, reference: 'p1', progress: returnUrl })
}

function cancel(script: TransferScript) {
  const { api } = createTestTransferApi(script)
  return transfers.cancel?.(api, { transfer, reference: 'p1', progress: returnUrl })
}

describe('what will be sent', () => {
  it('is one line, with the national numbers and exact digits', () => {
    expect(transfers.prepare(transfer)).toEqual({
      call: 'create',
      body: {
        debtorAccount: { bban: '86011117947', currency: 'NOK' },
        batchBookingPreferred: false,
        requestedExecutionDate: '2026-03-13',
        paymentLines: [
          {
            instructedAmount: { currency: 'NOK', amount: '1250.50' },
            creditorAccount: { bban: '12993105435', currency: 'NOK' },
            unstructuredRemittanceInformation: 'Sparing',
          },
        ],
      },
    })
  })

  it('names an account by its IBAN where its number is not known, and no message where there is none', () => {
    const to = { ...transfer.to, number: null, iban: 'NO5412993105435' }

    const { body } = transfers.prepare({ ...transfer, to, message: '' })

    expect(body['paymentLines']).toEqual([
      {
        instructedAmount: { currency: 'NOK', amount: '1250.50' },
        creditorAccount: { iban: 'NO5412993105435', currency: 'NOK' },
      },
    ])
  })

  it.each(['Til hytta', "Lån (mars) 1/2 + renter, o'hoi?", 'Ærlig øre: på-kjøp. Öst ä'])(
    'may have the message %j',
    (message) => {
      expect(message).toMatch(new RegExp(`^[${transfers.rules.message.allowed}]*$`, 'u'))
    },
  )

  it.each(['50 €', '"sitat"', 'a\nb', '<b>', 'hei 👋', 'a;b'])(
    'may not have the message %j',
    (message) => {
      expect(message).not.toMatch(new RegExp(`^[${transfers.rules.message.allowed}]*$`, 'u'))
    },
  )
})

describe('a transfer', () => {
  it('is made, and its approval begun, with the page to come back to', async () => {
    const { step, sent } = await submit({ create: [created], authorize: [begun(page)] })

    expect(step).toEqual({
      kind: 'approval',
      reference: 'p1',
      progress: returnUrl,
      approval: { kind: 'page', url: page },
    })
    expect(sent).toEqual([
      {
        name: 'create',
        options: {
          body: transfers.prepare(transfer).body,
          headers: { 'idempotency-key': idempotencyKey, 'tpp-redirect-uri': returnUrl },
        },
      },
      {
        name: 'authorize',
        options: {
          params: { paymentId: 'p1' },
          body: {},
          headers: { 'tpp-redirect-uri': returnUrl },
        },
      },
    ])
  })

  it('is known by its id before its approval begins', async () => {
    const { api, sent } = createTestTransferApi({ create: [created], authorize: [begun(page)] })
    const prepared = transfers.prepare(transfer)
    const kept: unknown[] = []
    const keepReference = ({ reference, progress }: { reference: string; progress: string }) => {
      kept.push({ reference, progress, calls: sent.length })
      return Promise.resolve()
    }

    await transfers.submit(api, { transfer, prepared, idempotencyKey, returnUrl, keepReference })

    expect(kept).toEqual([{ reference: 'p1', progress: returnUrl, calls: 1 }])
  })

  it('is the same one when the bank answers a key again with 200', async () => {
    const { step } = await submit({ create: [payment('rcvd')], authorize: [begun(page)] })

    expect(step.kind).toBe('approval')
  })

  it('needs no state in the answer that it was made', async () => {
    const { step } = await submit({
      create: [answer(201, { paymentId: 'p1' })],
      authorize: [begun(page)],
    })

    expect(step.kind).toBe('approval')
  })

  it.each([
    [400, 'unexplained'],
    [403, 'not_authorized'],
    [404, 'unexplained'],
    [422, 'unexplained'],
  ])('refused with %i is told as %s, and nothing is approved', async (status, reason) => {
    const { step, names } = await submit({ create: [status] })

    expect(step).toEqual({ kind: 'refused', reason })
    expect(names).toEqual(['create'])
  })

  it('refused at once is not approved', async () => {
    const body = { paymentId: 'p1', transactionStatus: 'RJCT', tppMessage: [{ code: 'AC03' }] }

    const { step, names } = await submit({ create: [answer(201, body)] })

    expect(step).toEqual({ kind: 'refused', reason: 'to_number_invalid' })
    expect(names).toEqual(['create'])
  })

  it.each([500, 503, 504, 307, 409, 201, answer(201, { transactionStatus: 'rcvd' })])(
    'answered with %j alone may have been made, and carried out where own accounts are exempt',
    async (said) => {
      const { step, names } = await submit({ create: [said] })

      expect(step).toEqual({ kind: 'unknown' })
      expect(names).toEqual(['create'])
    },
  )

  it('is asked for once, however it goes', async () => {
    const { api, sent } = createTestTransferApi({ create: [lost, created] })
    const prepared = transfers.prepare(transfer)

    await expect(
      transfers.submit(api, { transfer, prepared, idempotencyKey, returnUrl }),
    ).rejects.toBe(lost)

    expect(sent).toHaveLength(1)
  })

  it('is done where the bank carries it out without approval', async () => {
    const { step, names } = await submit({
      create: [answer(201, { paymentId: 'p1', transactionStatus: 'acsc' })],
    })

    expect(step).toMatchObject({ kind: 'done', reference: 'p1' })
    expect(names).toEqual(['create'])
  })
})

describe('an approval', () => {
  it.each(['exempted', 'finalised', 'Finalised'])(
    'that is over at once, %s, is none',
    async (scaStatus) => {
      const { step } = await submit({ create: [created], authorize: [answer(201, { scaStatus })] })

      expect(step).toEqual(processing)
    },
  )

  it('without a page is given elsewhere', async () => {
    const { step } = await submit({
      create: [created],
      authorize: [answer(201, { scaStatus: 'received', _links: {} })],
    })

    expect(step).toEqual(processing)
  })

  it.each(['javascript:alert(1)', 'http://bank.example/approve', 'data:text/html,x', 'page'])(
    'on the page %s is given to nobody',
    async (href) => {
      const { step } = await submit({ create: [created], authorize: [begun(href)] })

      expect(step).toEqual(processing)
    },
  )

  it.each([lost, 500, 503, answer(201, 'not an object')])(
    'that may have begun leaves the payment to be asked for: %j',
    async (wrong) => {
      const { step, names } = await submit({ create: [created], authorize: [wrong] })

      expect(step).toEqual(processing)
      expect(names).toEqual(['create', 'authorize'])
    },
  )

  it('that cannot begin takes the payment back', async () => {
    const { step, names } = await submit({
      create: [created],
      authorize: [403],
      payment: [payment('rcvd')],
      cancel: [answer(202, { paymentId: 'p1', transactionStatus: 'CANC' })],
    })

    expect(step).toEqual({ kind: 'refused', reason: 'approval_failed' })
    expect(names).toEqual(['create', 'authorize', 'payment', 'cancel'])
  })

  it('that the bank has no need of is not a refused payment', async () => {
    const { step } = await submit({
      create: [created],
      authorize: [409],
      payment: [payment('acsc')],
    })

    expect(step).toMatchObject({ kind: 'done' })
  })

  it.each([lost, 409, 202, answer(202, { transactionStatus: 'acsp' })])(
    'that cannot begin, of a payment that may not be taken back, is not told as refused: %j',
    async (kept) => {
      const { step } = await submit({
        create: [created],
        authorize: [answer(201, { scaStatus: 'failed' })],
        payment: [payment('rcvd')],
        cancel: [kept],
      })

      expect(step).toEqual(processing)
    },
  )
})

describe('a check', () => {
  it('gives another page to who left the first', async () => {
    const step = await check({ payment: [payment('rcvd')], authorize: [begun(page)] })

    expect(step).toMatchObject({ kind: 'approval', approval: { kind: 'page', url: page } })
  })

  it('waits for what shows later when the bank begins no other approval', async () => {
    expect(await check({ payment: [payment('rcvd')], authorize: [409] })).toEqual(processing)
  })

  it.each([
    [403, 'reconnect_needed'],
    [404, 'bank_refused'],
    [502, 'bank_unavailable'],
    [200, 'bank_wrong_answer'],
  ])('answered with %i says nothing about the money: %s', async (status, code) => {
    await expect(check({ payment: [status] })).rejects.toMatchObject({ code })
  })
})

describe('calling off', () => {
  it.each([
    204,
    answer(202, { transactionStatus: 'canc' }),
    answer(200, { transactionStatus: 'RJCT' }),
  ])('is done when the bank says so: %j', async (said) => {
    await expect(cancel({ cancel: [said] })).resolves.toBe(true)
  })

  it.each([
    [409, 'bank_refused'],
    [500, 'bank_unavailable'],
    [202, 'bank_wrong_answer'],
    [answer(202, { transactionStatus: 'acsp' }), 'bank_refused'],
  ])('is not when it does not: %j', async (said, code) => {
    await expect(cancel({ cancel: [said] })).rejects.toMatchObject({ code })
  })
})

describe('the scope', () => {
  it('is that of the setting, else the general one', () => {
    expect(transfers.scope?.({})).toBe('api')
    expect(transfers.scope?.({ TRANSFER_SCOPE: 'banking.ais.read pay' })).toBe(
      'banking.ais.read pay',
    )
  })
})
