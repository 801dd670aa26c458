import { randomUUID } from 'node:crypto'
import { aritma } from '@skrin/bff/banks/aritma/aritma'
import { BankError } from '@skrin/bff/banks/bankError'
import type { TransferStep } from '@skrin/bff/banks/bankTransfers'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { defaultSwitches } from '../sandbox/banks/aritma/switches.ts'
import type { Fault, FaultKind } from '../sandbox/kit/faults.ts'
import { callback, clickThrough, missing, visitAritma } from './aritma/visitAritma.ts'
import type { AritmaVisit } from './aritma/visitAritma.ts'
import { describeLostAnswers, describeTransfers } from './support/transferSuite.ts'
import type { TransferSuite } from './support/transferSuite.ts'
import { carryOut, executed, submit, toTransfer, transfersOf } from './support/transferVisit.ts'
import type { TransferVisit, Wish } from './support/transferVisit.ts'

// A Friday, noon in Oslo.
const NOON = '2026-11-20T11:00:00Z'
const TODAY = parseLocalDate('2026-11-20')
const DAY_MS = 86_400_000

interface Visit extends TransferVisit {
  readonly at: AritmaVisit
  readonly consentId: string
}

async function open(limits?: { totalMs: number }): Promise<Visit> {
  const at = await visitAritma(NOON, limits)
  const consentId = await at.connect('DNB', 'Ingrid Lindvik', 'Approve')
  return {
    at,
    consentId,
    bank: aritma,
    sandbox: at.sandbox,
    api: at.transferApi(consentId),
    between: ['aritma-regning', 'aritma-spar'],
    approve: async (step) => void (await press(step, 'Approve')),
    close: () => at.close(),
  }
}

/** What the person does on the page that a step leads to; gives where the browser ends up. */
function press(step: TransferStep, ...buttons: string[]): Promise<URL> {
  return clickThrough(pageOf(step), buttons)
}

function pageOf(step: TransferStep): string {
  if (step.kind !== 'approval' || step.approval.kind !== 'page') return missing()
  return step.approval.url
}

const suite: TransferSuite = {
  name: 'Aritma',
  operation: 'payments',
  amounts: [1, 29, 1_00, 10_10, 1_234_05],
  refusals: [
    ['AC03', 'to_number_invalid'],
    ['AM04', 'insufficient_funds'],
    ['CH04', 'date_invalid'],
    ['RR07', 'message_invalid'],
    ['MS03', 'unexplained'],
  ],
  open,
}
describeTransfers(suite)
describeLostAnswers({
  ...suite,
  name: 'Aritma, where own transfers need no approval,',
  open: async (limits) => {
    const own = await open(limits)
    own.at.bank.switches.exemptsOwnAccounts = 'atCreation'
    return own
  },
  unlike: [
    ['another amount', { amountMinor: 1_250_51 }],
    ['another message', { message: 'Noe annet' }],
  ],
})

let visit: Visit
beforeAll(async () => {
  visit = await open({ totalMs: 400 })
})
afterAll(() => visit.close())
afterEach(() => {
  visit.sandbox.faults.clear()
  visit.sandbox.journal.clear()
  Object.assign(visit.at.bank.switches, defaultSwitches)
})

const fail = (kind: FaultKind, operation: string, value?: Fault['value']) =>
  visit.sandbox.faults.set({
    bank: 'aritma',
    operation,
    kind,
    times: 1,
    ...(value !== undefined && { value }),
  })
const asked = (operation: string) => visit.sandbox.journal.entries('aritma', operation)

/** A transfer that is sent, and asked for again with what its last step left. */
async function begin(wish: Wish = {}) {
  const transfer = await toTransfer(visit, wish)
  const before = executed(visit).length
  const first = await submit(visit, transfer)
  let remembered = first
  const order = () => {
    if (!('progress' in remembered)) return missing()
    return { transfer, reference: remembered.reference, progress: remembered.progress }
  }
  return {
    first,
    check: async () => {
      const step = await transfersOf(visit).fetchStep?.(visit.api, order())
      if (step && 'progress' in step) remembered = step
      return step ?? missing()
    },
    cancel: () => transfersOf(visit).cancel?.(visit.api, order()),
    moved: () => executed(visit).slice(before),
  }
}

describe('the page of approval', () => {
  it('leads back to Skrin, and then the money has moved', async () => {
    const { first, check, moved } = await begin({ amountMinor: 500_00 })

    const back = await press(first, 'Approve')

    expect(back.href).toBe('http://localhost:3000/transfer-orders/back')
    expect(moved()).toMatchObject([{ amountMinor: 500_00 }])
    expect(await check()).toMatchObject({ kind: 'processing' })
    expect(await check()).toMatchObject({ kind: 'done', executesOn: null })
  })

  it('leads back after a no, and nothing moves', async () => {
    const { first, check, moved } = await begin()

    await press(first, 'Refuse')

    expect(await check()).toEqual({ kind: 'refused', reason: 'approval_refused' })
    expect(moved()).toEqual([])
  })

  it('is given anew to somebody who left it, for it opens once', async () => {
    const { first, check, moved } = await begin()
    await press(first, 'Leave it for later')

    const second = await check()

    expect(pageOf(second)).not.toBe(pageOf(first))
    expect((await fetch(pageOf(first))).status).toBe(410)
    await press(second, 'Approve')
    expect(moved()).toHaveLength(1)
  })

  it('moves nothing a second time when two of them are approved', async () => {
    const { first, check, moved } = await begin()
    const second = await check()
    await press(first, 'Approve')

    await expect(press(second, 'Approve')).rejects.toThrow(/410/)

    expect(moved()).toHaveLength(1)
  })

  it('is never one that a browser must not be sent to', async () => {
    fail('wrong_shape', 'authorizations')

    const { first, check } = await begin()

    expect(first).toMatchObject({ kind: 'processing' })
    expect(pageOf(await check())).toMatch(/^http:\/\/127\.0\.0\.1:/)
  })

  it('may be followed by the bank’s no', async () => {
    fail('refuse', 'approvalPage', 'AM04')
    const { first, check, moved } = await begin()

    await press(first, 'Approve')

    expect(await check()).toEqual({ kind: 'refused', reason: 'insufficient_funds' })
    expect(moved()).toEqual([])
  })
})

describe('an answer that is lost', () => {
  it.each([
    ['lost_answer', undefined, 'bank_unreachable'],
    ['late_answer', 900, 'bank_timeout'],
    ['reset', undefined, 'bank_unreachable'],
    ['hang', undefined, 'bank_timeout'],
  ] as const)(
    'to making the payment leaves one that nobody can approve: %s',
    async (kind, value, code) => {
      const transfer = await toTransfer(visit)
      const before = visit.sandbox.world.moves().length
      fail(kind, 'payments', value)

      await expect(submit(visit, transfer)).rejects.toMatchObject({ code })

      expect(asked('payments')).toHaveLength(1)
      expect(asked('authorizations')).toEqual([])
      expect(visit.sandbox.world.moves()).toHaveLength(before)
    },
  )

  it.each(['lost_answer', 'reset', 'malformed', 'server_error', 'unauthorized'] as const)(
    'to beginning the approval is made good by the next check: %s',
    async (kind) => {
      fail(kind, 'authorizations')
      const { first, check, moved } = await begin()

      expect(first).toMatchObject({ kind: 'processing', reference: expect.any(String) })
      await press(await check(), 'Approve')

      expect(asked('payments')).toHaveLength(1)
      expect(moved()).toHaveLength(1)
      expect(await check()).toMatchObject({ kind: 'processing' })
      expect(await check()).toMatchObject({ kind: 'done' })
    },
  )

  it('of a bank that needs no approval says nothing, but the payment does', async () => {
    visit.at.bank.switches.exemptsOwnAccounts = 'atAuthorization'
    fail('lost_answer', 'authorizations')

    const { first, check, moved } = await begin()

    expect(first).toMatchObject({ kind: 'processing' })
    expect(moved()).toHaveLength(1)
    await check()
    expect(await check()).toMatchObject({ kind: 'done' })
  })

  it.each(['reset', 'server_error', 'malformed', 'wrong_shape'] as const)(
    'to a check is a failed check, and no word on the money: %s',
    async (kind) => {
      const { first, check } = await begin()
      await press(first, 'Approve')
      fail(kind, 'payment')

      await expect(check()).rejects.toBeInstanceOf(BankError)

      await check()
      expect(await check()).toMatchObject({ kind: 'done' })
    },
  )
})

describe('several who approve', () => {
  it.each([true, false])('are waited for, counted by the bank: %s', async (countsApprovals) => {
    Object.assign(visit.at.bank.switches, { approvers: 2, countsApprovals })
    const { first, check, moved } = await begin()

    await press(first, 'Approve')

    expect(await check()).toMatchObject({ kind: 'processing', warnings: ['more_approvals'] })
    expect(moved()).toEqual([])
    visit.at.bank.approveByOthers()
    expect(moved()).toHaveLength(1)
    expect(await check()).toMatchObject({ kind: 'processing' })
    expect(await check()).toMatchObject({ kind: 'done' })
  })
})

describe('a payment', () => {
  it('is read in whatever case its states are written', async () => {
    visit.at.bank.switches.upperCaseStatus = true

    expect(await carryOut(visit, await toTransfer(visit))).toMatchObject({ kind: 'done' })
  })

  it('waits for its approval also where approvals are not counted', async () => {
    visit.at.bank.switches.countsApprovals = false

    expect(await carryOut(visit, await toTransfer(visit))).toMatchObject({ kind: 'done' })
  })

  it('is done at once where the bank needs no approval', async () => {
    visit.at.bank.switches.exemptsOwnAccounts = 'atAuthorization'
    visit.at.bank.switches.paymentPolls = 0
    const { first, check } = await begin()

    expect(first).toMatchObject({ kind: 'processing' })
    expect(await check()).toMatchObject({ kind: 'done' })
  })

  it('is done in the one call where the bank sees at once that it needs none', async () => {
    visit.at.bank.switches.exemptsOwnAccounts = 'atCreation'
    visit.at.bank.switches.paymentPolls = 0
    const { first, moved } = await begin()

    expect(first).toMatchObject({ kind: 'done' })
    expect(asked('authorizations')).toEqual([])
    expect(moved()).toHaveLength(1)
  })

  it('is calm about a later day: taken for then', async () => {
    const monday = addDays(TODAY, 3)
    const { first, check, moved } = await begin({ date: monday })

    await press(first, 'Approve')

    expect(await check()).toMatchObject({ kind: 'done', executesOn: monday })
    expect(moved()).toEqual([])
    expect(visit.sandbox.world.moves().at(-1)).toMatchObject({ state: 'waiting', day: monday })
  })

  it.each([
    [undefined, '2026-11-23'],
    ['2026-11-25', '2026-11-25'],
  ])('that the bank puts off to %s is told as moved to %s', async (value, executesOn) => {
    fail('moved_day', 'payments', value)
    const { first, check } = await begin()

    await press(first, 'Approve')

    expect(await check()).toMatchObject({ kind: 'moved', executesOn, warnings: [] })
  })

  it('is refused when the money does not suffice', async () => {
    const { first, check, moved } = await begin({ amountMinor: 9_000_000_00 })

    await press(first, 'Approve')

    expect(await check()).toEqual({ kind: 'refused', reason: 'insufficient_funds' })
    expect(moved()).toEqual([])
  })

  it.each([
    [{ date: addDays(TODAY, -1) }, 'date_invalid'],
    [{ date: addDays(TODAY, 400) }, 'date_invalid'],
    [{ message: 'x'.repeat(141) }, 'message_invalid'],
    [{ between: ['aritma-regning', 'aritma-euro'] as const }, 'currency_invalid'],
    [{ between: ['aritma-bolig', 'aritma-regning'] as const }, 'from_not_for_payments'],
  ])('with %j is refused by the bank as %s', async (wish, reason) => {
    const { first, moved } = await begin(wish)

    expect(first).toEqual({ kind: 'refused', reason })
    expect(asked('authorizations')).toEqual([])
    expect(moved()).toEqual([])
  })

  it('can be called off until it is approved', async () => {
    const { first, cancel, check, moved } = await begin()

    await cancel()

    expect(await check()).toEqual({ kind: 'refused', reason: 'cancelled' })
    expect((await fetch(pageOf(first))).status).toBe(410)
    expect(moved()).toEqual([])
  })

  it('cannot be called off any more when it is approved', async () => {
    const { first, cancel, moved } = await begin()
    await press(first, 'Approve')

    await expect(cancel()).rejects.toMatchObject({ code: 'bank_refused', status: 409 })

    expect(moved()).toHaveLength(1)
  })

  it('is nobody else’s: another consent does not see it', async () => {
    const { first } = await begin()
    const other = visit.at.transferApi(await visit.at.connect('DNB', 'Ingrid Lindvik', 'Approve'))
    const transfer = await toTransfer(visit)
    const { reference, progress } = first.kind === 'approval' ? first : missing()

    const asking = transfersOf(visit).fetchStep?.(other, { transfer, reference, progress })

    await expect(asking).rejects.toMatchObject({ code: 'bank_refused', status: 404 })
  })

  it('carries what the bank wants to know', async () => {
    const transfer = await toTransfer(visit, { message: 'Til ferien' })
    const idempotencyKey = randomUUID()
    const { prepare, submit: send } = transfersOf(visit)

    await send(visit.api, {
      transfer,
      prepared: prepare(transfer),
      idempotencyKey,
      returnUrl: callback,
    })

    expect(asked('payments')[0]?.headers).toMatchObject({
      'idempotency-key': idempotencyKey,
      'tpp-redirect-uri': callback,
      'consent-id': visit.consentId,
      'channel-type': 'psd2',
      'psu-ip-address': '192.0.2.7',
    })
    expect(asked('authorizations')[0]?.headers).toMatchObject({ 'tpp-redirect-uri': callback })
    expect(asked('payments')[0]?.form).toEqual({
      debtorAccount: { bban: transfer.from.number, currency: 'NOK' },
      batchBookingPreferred: false,
      requestedExecutionDate: '2026-11-20',
      paymentLines: [
        {
          instructedAmount: { currency: 'NOK', amount: '1250.50' },
          creditorAccount: { bban: transfer.to.number, currency: 'NOK' },
          unstructuredRemittanceInformation: 'Til ferien',
        },
      ],
    })
  })
})

describe('access', () => {
  const send = async (api = visit.api) => {
    const transfer = await toTransfer(visit)
    const { prepare, submit: sendOne } = transfersOf(visit)
    const idempotencyKey = randomUUID()
    return sendOne(api, {
      transfer,
      prepared: prepare(transfer),
      idempotencyKey,
      returnUrl: callback,
    })
  }

  it('T8: to payments is asked for only with the purpose of moving money', async () => {
    await visit.at.oauth.requestClientCredentials('reading')
    await visit.at.oauth.requestClientCredentials('transfers')

    expect(asked('token').map(({ form }) => form['scope'])).toEqual([
      'banking.channel.psd2 banking.ais.read',
      'api',
    ])
  })

  it('to reading alone moves nothing', async () => {
    const reading = visit.at.transferApi(visit.consentId, { purpose: 'reading' })
    const before = visit.sandbox.world.moves().length

    expect(await send(reading)).toEqual({ kind: 'refused', reason: 'not_authorized' })
    expect(asked('authorizations')).toEqual([])
    expect(visit.sandbox.world.moves()).toHaveLength(before)
  })

  it('needs a person who is there', async () => {
    const alone = visit.at.transferApi(visit.consentId, { presence: null })

    expect(await send(alone)).toEqual({ kind: 'refused', reason: 'unexplained' })
  })

  it('that was withdrawn at the bank has to be given anew before a check', async () => {
    const { check } = await begin()
    fail('revoked_consent', 'payment')

    await expect(check()).rejects.toMatchObject({ code: 'reconnect_needed' })
  })
})

describe('the sandbox', () => {
  let own: Visit
  beforeEach(async () => {
    own = await open()
  })
  afterEach(() => own.close())

  it('answers an Idempotency-Key again with 200 and the same payment', async () => {
    const { accessToken } = await own.at.oauth.requestClientCredentials('transfers')
    const { body } = transfersOf(own).prepare(await toTransfer(own))
    const create = () =>
      fetch(`${own.sandbox.origin}/aritma/api/bulk-payments/creditTransfer`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${accessToken}`,
          'content-type': 'application/json',
          'channel-type': 'psd2',
          'consent-id': own.consentId,
          'psu-ip-address': '192.0.2.7',
          'idempotency-key': '0b0f1c1e-1111-4222-8333-944455556666',
        },
        body: JSON.stringify(body),
      })

    const [first, second] = [await create(), await create()]

    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect(await second.json()).toEqual(await first.json())
  })

  it('remembers payments over a restart', async () => {
    const step = await submit(own, await toTransfer(own))
    const other = await open()
    other.at.bank.restore(JSON.parse(JSON.stringify(own.at.bank.snapshot())))
    const page = pageOf(step).replace(own.sandbox.origin, other.sandbox.origin)

    await clickThrough(page, ['Approve'])

    expect(executed(other)).toHaveLength(1)
    expect(executed(own)).toEqual([])
    await other.close()
  })

  it('carries out on its day what was taken for it', async () => {
    const step = await submit(own, await toTransfer(own, { date: addDays(TODAY, 3) }))
    await press(step, 'Approve')

    own.at.pass(3 * DAY_MS)
    await own.bank.fetchAccounts(own.at.transferApi(own.consentId))

    expect(executed(own)).toMatchObject([{ day: addDays(TODAY, 3) }])
  })

  it('knows which accounts can be which end', async () => {
    const { accounts } = await own.bank.fetchAccounts(own.api)

    expect(accounts.map(({ name, transfer }) => [name, transfer?.from, transfer?.to])).toEqual([
      ['Regningskonto', true, true],
      ['Eurokonto', false, false],
      ['Boliglån', false, false],
      ['Sparekonto', true, true],
    ])
  })
})
