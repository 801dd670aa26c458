import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { describe, expect, it } from 'vitest'
import { BankError } from '../bankError.ts'
import type { BankTransfer } from '../bankTransfers.ts'
import { writeProgress } from './progress.ts'
import { answer, createTestTransferApi } from './testTransferApi.ts'
import type { TransferAnswers } from './testTransferApi.ts'
import { cancel, fetchStep, takeFirstStep } from './transferSteps.ts'

// What the test's bank has as today.
const today = parseLocalDate('2026-03-13')
const NOW = Date.parse('2026-03-13T12:00:00Z')
const MINUTE_MS = 60_000

const end = { key: 'k', number: null, iban: null, kind: 'current', transferKey: null } as const
const transfer: BankTransfer = {
  from: end,
  to: end,
  amount: moneyFromMinor(1_00, parseCurrency('SEK')),
  date: today,
  message: '',
}
const paymentId = 'payment-1'
const [statusOf, detailsOf] = ['GET /own/payment-1/status', 'GET /own/payment-1']
const [signing, deletion] = ['GET /signing-orders/auth-1', 'DELETE /own/payment-1']

const status = (transactionStatus: string, part: object = {}) =>
  answer(200, { paymentId, transactionStatus, ...part })
const ready = status('RCVD', {
  scaMethods: [{ authenticationMethodId: 'bankIdQr' }],
  _links: { startAuthorisationWithAuthenticationMethodSelection: { href: '/signing-orders' } },
})
const order = (scaStatus: string, part: object = {}) =>
  answer(200, { authorisationId: 'auth-1', scaStatus, ...part })
const signed = writeProgress({ authorisation: 'auth-1', isSigned: true, since: NOW })
const waiting = writeProgress({ authorisation: 'auth-1', isSigned: false, since: NOW })

const ask = (answers: TransferAnswers, progress = signed, wish: Partial<BankTransfer> = {}) => {
  const { api, targets } = createTestTransferApi(answers)
  const asked = { transfer: { ...transfer, ...wish }, reference: paymentId, progress }
  return { step: fetchStep(api, asked), targets }
}

describe('a status that says the money left', () => {
  it.each(['ACSC', 'ACCC'])('%s is done', async (word) => {
    const { step } = ask({ [statusOf]: [status(word)], [detailsOf]: [answer(200, {})] })

    expect(await step).toEqual({
      kind: 'done',
      reference: paymentId,
      executesOn: null,
      warnings: [],
    })
  })

  it('is moved when that was on another day', async () => {
    const details = answer(200, { requestedExecutionDate: today })
    const { step } = ask({ [statusOf]: [status('ACSC')], [detailsOf]: [details] }, signed, {
      date: addDays(today, -2),
    })

    expect(await step).toMatchObject({ kind: 'moved', executesOn: today })
  })
})

describe('a status that says that it is taken', () => {
  const words = ['ACTC', 'ACCP', 'ACFC', 'ACWC', 'ACSP', 'ACWP']

  it.each(words)('%s for today is not done yet', async (word) => {
    const { step } = ask({ [statusOf]: [status(word)], [detailsOf]: [answer(200, {})] })

    expect(await step).toMatchObject({ kind: 'processing', reference: paymentId })
  })

  it.each(words)('%s for the day wished that lies ahead is done', async (word) => {
    const date = addDays(today, 3)
    const details = answer(200, { requestedExecutionDate: date })
    const { step } = ask({ [statusOf]: [status(word)], [detailsOf]: [details] }, signed, { date })

    expect(await step).toMatchObject({ kind: 'done', executesOn: date })
  })

  it('for a later day than wished is moved', async () => {
    const details = answer(200, { requestedExecutionDate: addDays(today, 3) })
    const { step } = ask({ [statusOf]: [status('ACWC')], [detailsOf]: [details] })

    expect(await step).toMatchObject({ kind: 'moved', executesOn: addDays(today, 3) })
  })

  it('is asked for again when the day does not come', async () => {
    const { step } = ask({ [statusOf]: [status('ACTC')], [detailsOf]: [answer(503)] })

    await expect(step).rejects.toMatchObject({ code: 'bank_unavailable' })
  })
})

describe('any other status', () => {
  it.each(['RCVD', 'PDNG', 'PATC'])('%s of a signed one is being processed', async (word) => {
    const { step } = ask({ [statusOf]: [status(word)] })

    expect(await step).toEqual({ kind: 'processing', reference: paymentId, progress: signed })
  })

  it('CANC is over', async () => {
    const { step } = ask({ [statusOf]: [status('CANC')] })

    expect(await step).toEqual({ kind: 'refused', reason: 'cancelled' })
  })

  it.each([
    [{ tppMessages: [{ category: 'ERROR', code: 'PAYMENT_FAILED' }] }, 'not_completed'],
    [{ tppMessages: [{ code: 'X' }, { code: 'PRODUCT_INVALID' }] }, 'from_not_for_payments'],
    [{ tppMessages: ['The debit account is not covered'] }, 'unexplained'],
    [{}, 'unexplained'],
  ])('RJCT with %j is refused', async (part, reason) => {
    const { step } = ask({ [statusOf]: [status('RJCT', part)] })

    expect(await step).toEqual({ kind: 'refused', reason })
  })

  it('that is documented nowhere says nothing', async () => {
    const { step } = ask({ [statusOf]: [status('XXXX')] })

    expect(await step).toEqual({ kind: 'unknown' })
  })
})

describe('a payment that was just made', () => {
  const first = (answers: TransferAnswers, userAgent?: string) => {
    const { api, sent, targets } = createTestTransferApi(answers, {
      ...(userAgent !== undefined && { userAgent }),
    })
    return { step: takeFirstStep(api, { transfer }, paymentId), sent, targets }
  }

  it.each([
    ['bankIdQr', ['bankIdSameDevice', 'bankIdQr'], undefined],
    ['bankIdSameDevice', ['bankIdQr', 'bankIdSameDevice'], 'iPhone; Mobile/15E148'],
    ['bankIdSameDevice', ['mobiltbankid', 'bankIdSameDevice'], undefined],
    ['mobiltbankid', ['mobiltbankid'], undefined],
    ['bankIdQr', [], undefined],
  ])('is signed with %s of %j', async (method, methods, userAgent) => {
    const link = { href: '/signing-orders' }
    const offering = status('RCVD', {
      scaMethods: methods.map((authenticationMethodId) => ({ authenticationMethodId })),
      _links: { startAuthorisationWithAuthenticationMethodSelection: link },
    })
    const answers = { [statusOf]: [offering], 'POST /signing-orders': [order('started')] }

    const { step, sent } = first(answers, userAgent)

    expect(await step).toMatchObject({ kind: 'approval' })
    expect(sent.at(-1)?.body).toEqual({
      authenticationMethodId: method,
      orderIds: [paymentId],
    })
  })

  it.each([
    ['its status', { [statusOf]: [new BankError('bank_timeout')] }],
    [
      'its signing',
      { [statusOf]: [ready], 'POST /signing-orders': [new BankError('bank_timeout')] },
    ],
    ['a status of it that nobody knows', { [statusOf]: [status('XXXX')] }],
    ['a shape of it', { [statusOf]: [answer(200, { paymentId })] }],
  ])('is not lost with %s', async (_what, answers) => {
    expect(await first(answers).step).toMatchObject({
      kind: 'approval',
      reference: paymentId,
      approval: { qr: null, link: null, hint: 'waiting' },
    })
  })

  it('has its name kept before anything else is asked', async () => {
    const { api, targets } = createTestTransferApi({ [statusOf]: [status('RCVD')] })
    const kept: unknown[] = []
    const keepReference = async (known: unknown) => void kept.push(known, targets())

    await takeFirstStep(api, { transfer, keepReference }, paymentId)

    const progress = writeProgress({ authorisation: null, isSigned: false, since: NOW })
    expect(kept).toEqual([{ reference: paymentId, progress }, []])
  })

  it('is done where no signature is asked for', async () => {
    const { step, targets } = first({
      [statusOf]: [status('ACSC')],
      [detailsOf]: [answer(200, {})],
    })

    expect(await step).toMatchObject({ kind: 'done' })
    expect(targets()).not.toContain('POST /signing-orders')
  })
})

describe('a signing order', () => {
  it.each([
    ['received', 'open_app'],
    ['started', 'open_app'],
    ['authenticationStarted', 'open_app'],
    ['psuAuthenticated', 'sign'],
    ['somethingNew', 'other'],
  ])('that is %s waits for the person', async (word, hint) => {
    const { step } = ask({ [signing]: [order(word, { hintCode: 'unheardOf' })] }, waiting)

    expect(await step).toMatchObject({ kind: 'approval', progress: waiting, approval: { hint } })
  })

  it.each(['finalised', 'finalized', 'FINALISED', 'exempted'])(
    'that is %s leaves the word to the payment, and is not asked again',
    async (word) => {
      const { step } = ask({ [signing]: [order(word)], [statusOf]: [status('PDNG')] }, waiting)

      expect(await step).toEqual({ kind: 'processing', reference: paymentId, progress: signed })
      expect(ask({ [statusOf]: [status('PDNG')] }).targets()).toEqual([statusOf])
    },
  )

  it('that failed moves nothing, and its payment is called off', async () => {
    const { step, targets } = ask(
      { [signing]: [order('failed')], [statusOf]: [ready], [deletion]: [answer(204)] },
      waiting,
    )

    expect(await step).toEqual({ kind: 'refused', reason: 'approval_failed' })
    expect(targets()).toEqual([signing, statusOf, deletion])
  })

  it('that failed is refused also when its payment cannot be called off now', async () => {
    const { step } = ask({ [signing]: [order('failed')], [statusOf]: [ready] }, waiting)

    expect(await step).toEqual({ kind: 'refused', reason: 'approval_failed' })
  })

  it('M5: that failed is not believed when another one was signed while its payment was called off', async () => {
    const { step } = ask(
      {
        [signing]: [order('failed')],
        [statusOf]: [ready, status('ACSC')],
        [deletion]: [answer(405)],
        [detailsOf]: [answer(200, {})],
      },
      waiting,
    )

    expect(await step).toMatchObject({ kind: 'done' })
  })

  it('that failed is not believed against a payment that was carried out', async () => {
    const { step, targets } = ask(
      {
        [signing]: [order('failed')],
        [statusOf]: [status('ACSC')],
        [detailsOf]: [answer(200, {})],
      },
      waiting,
    )

    expect(await step).toMatchObject({ kind: 'done' })
    expect(targets()).not.toContain(deletion)
  })

  it.each([
    ['javascript:alert(1)', 'app'],
    ['https://id.seb.se/pss?authorisationId=auth-1', 'page'],
  ])('with the page %s is shown as %s', async (href, kind) => {
    const links = { _links: { scaRedirect: { href } } }
    const { step } = ask({ [signing]: [order('started', links)] }, waiting)

    expect(await step).toMatchObject({ approval: { kind } })
  })

  it('gives no code and no link that are none', async () => {
    const odd = { qrData: 'two words', autoStartToken: 'x"y' }
    const { step } = ask({ [signing]: [order('started', odd)] }, waiting)

    expect(await step).toMatchObject({ approval: { qr: null, link: null, askAfterMs: 2000 } })
  })
})

describe('a signing order that SEB does not know', () => {
  const since = (minutes: number) =>
    writeProgress({ authorisation: 'auth-1', isSigned: false, since: NOW - minutes * MINUTE_MS })

  it('may still be in the making', async () => {
    const { step, targets } = ask({ [signing]: [answer(404)], [statusOf]: [ready] }, since(1))

    expect(await step).toMatchObject({ kind: 'approval', approval: { hint: 'waiting' } })
    expect(targets()).not.toContain(deletion)
  })

  it('is over when it was long ago and its payment is gone', async () => {
    const answers = { [signing]: [answer(404)], [statusOf]: [ready], [deletion]: [answer(204)] }

    expect(await ask(answers, since(6)).step).toEqual({
      kind: 'refused',
      reason: 'approval_expired',
    })
  })

  it('is waited for as long as its payment may still be there', async () => {
    const answers = { [signing]: [answer(404)], [statusOf]: [ready], [deletion]: [answer(202, {})] }

    expect(await ask(answers, since(6)).step).toMatchObject({ kind: 'approval' })
  })

  it('says nothing against a payment that went on', async () => {
    const answers = { [signing]: [answer(404)], [statusOf]: [status('PDNG')] }

    expect(await ask(answers, since(6)).step).toMatchObject({ kind: 'processing' })
  })
})

describe('calling one off', () => {
  const callOff = (answers: TransferAnswers) => {
    const { api } = createTestTransferApi(answers)
    return cancel(api, { transfer, reference: paymentId, progress: waiting })
  }

  it.each([
    ['it is gone', true, { [deletion]: [answer(204)] }],
    ['it is gone by now', true, { [deletion]: [answer(202, {})], [statusOf]: [status('CANC')] }],
    ['it was gone before', true, { [deletion]: [answer(404)], [statusOf]: [status('CANC')] }],
    ['it was signed before', false, { [deletion]: [answer(405)], [statusOf]: [status('ACSC')] }],
    ['it is being signed', false, { [deletion]: [answer(405)], [statusOf]: [status('PDNG')] }],
  ])('M5: when %s it is certain that it is off: %s', async (_how, isOff, answers) => {
    await expect(callOff(answers)).resolves.toBe(isOff)
  })

  it.each([
    ['is there as before', { [deletion]: [answer(202, {})], [statusOf]: [ready] }, 'bank_refused'],
    ['says nothing', { [deletion]: [answer(503)], [statusOf]: [answer(503)] }, 'bank_unavailable'],
    ['cannot be reached', {}, 'bank_unreachable'],
  ])('is not believed when it %s', async (_how, answers, code) => {
    await expect(callOff(answers)).rejects.toMatchObject({ code })
  })
})
