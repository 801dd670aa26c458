import type { SubmittedTransfer, TransferStep } from '@skrin/bff/banks/bankTransfers'
import { seb } from '@skrin/bff/banks/seb/seb'
import { paymentCodes, signingCodes } from '@skrin/bff/banks/seb/transferCodes'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { decide, linkOf, sign, visitSebTransfers } from './seb/visitSebTransfers.ts'
import type { SebTransferVisit } from './seb/visitSebTransfers.ts'
import { describeLostAnswers, describeTransfers } from './support/transferSuite.ts'
import type { TransferSuite } from './support/transferSuite.ts'
import { carryOut, executed, submit, toTransfer } from './support/transferVisit.ts'

// A Friday.
const TODAY = parseLocalDate('2026-11-20')
const SATURDAY = addDays(TODAY, 1)
const MONDAY = addDays(TODAY, 3)
const DAY_MS = 24 * 3_600_000
const PHONE = 'Mozilla/5.0 (Linux; Android 16) Mobile'

const suite: TransferSuite = {
  name: 'SEB',
  operation: 'payment',
  amounts: [1, 29, 1_00, 10_10, 1_234_05],
  refusals: [...paymentCodes, ['FORMAT_ERROR', 'unexplained'], ['SOMETHING_NEW', 'unexplained']],
  open: (limits) => visitSebTransfers(limits),
}
describeTransfers(suite)
describeLostAnswers({
  ...suite,
  name: 'SEB, where own transfers need no signature,',
  open: async (limits) => {
    const visit = await visitSebTransfers(limits)
    visit.seb.switches.signsOwnTransfers = false
    return visit
  },
  unlike: [['another amount', { amountMinor: 1_250_51 }]],
})

let visit: SebTransferVisit

function visitAnew(): void {
  beforeEach(async () => {
    visit = await visitSebTransfers()
  })
  afterEach(() => visit.close())
}

const transferOf = async (wish: Parameters<typeof toTransfer>[1] = {}) => toTransfer(visit, wish)
const moves = () => visit.sandbox.world.moves()
const callsOf = (operation: string) => visit.sandbox.journal.entries('seb', operation)
const refuse = (operation: string, value: string) =>
  visit.sandbox.faults.set({ bank: 'seb', operation, kind: 'refuse', times: 1, value })

function orderOf(step: TransferStep, transfer: SubmittedTransfer['transfer']): SubmittedTransfer {
  if (step.kind !== 'approval' && step.kind !== 'processing')
    throw new TypeError(`not underway: ${JSON.stringify(step)}`)
  return { transfer, reference: step.reference, progress: step.progress }
}

async function look(link: string): Promise<string> {
  return (await fetch(link)).text()
}

/** Sent, and then asked about once. */
async function next(step: TransferStep, transfer: SubmittedTransfer['transfer'], api = visit.api) {
  const asked = await seb.transfers?.fetchStep?.(api, orderOf(step, transfer))
  return asked ?? expect.fail('SEB answers no step')
}

describe('signing with BankID', () => {
  visitAnew()

  it('moves nothing before the person signed what the app shows', async () => {
    const transfer = await transferOf({ amountMinor: 345_50, message: 'Sparande' })

    const waiting = await submit(visit, transfer)

    expect(waiting).toMatchObject({
      kind: 'approval',
      approval: { kind: 'app', hint: 'open_app', askAfterMs: 1000 },
    })
    expect(moves()).toEqual([])
    const shown = await sign(linkOf(waiting), 'approve')
    for (const fact of ['345.50 SEK', 'Privatkonto', 'Sparkonto', TODAY, 'Sparande'])
      expect(shown).toContain(fact)
    expect(await next(waiting, transfer)).toMatchObject({ kind: 'done', executesOn: null })
    expect(executed(visit)).toMatchObject([
      { from: 'seb-privat', to: 'seb-spar', amountMinor: 345_50, message: 'Sparande' },
    ])
  })

  it('shows a code that changes, and that the app can read for some seconds', async () => {
    const transfer = await transferOf()
    const first = await submit(visit, transfer)
    visit.pass(10_000)
    const second = await next(first, transfer)
    const qrOf = (step: TransferStep) =>
      step.kind === 'approval' && step.approval.kind === 'app' ? step.approval.qr : null
    const scan = async (code: string | null) => {
      const body = new URLSearchParams({ code: code ?? '' })
      const page = await fetch(`${visit.sandbox.origin}/seb/bankid/scan`, { method: 'POST', body })
      return page.text()
    }

    expect(qrOf(first)).toMatch(/^bankid\.[\w-]+\.0\.[0-9a-f]{64}$/)
    expect(qrOf(second)).toMatch(/\.10\.[0-9a-f]{64}$/)
    expect(await scan(qrOf(first))).toContain('There is nothing to sign here')
    await decide(await scan(qrOf(second)), 'approve')
    expect(await next(second, transfer)).toMatchObject({ kind: 'done' })
  })

  it('opens the app by a link on a phone, and shows a code alone where SEB gives no token', async () => {
    visit.seb.switches.tokenWithQr = false
    const transfer = await transferOf()
    const onPhone = { ...visit, api: await visit.open({ userAgent: PHONE }) }

    const atComputer = await submit(visit, transfer)
    await visit.bank.transfers?.cancel?.(visit.api, orderOf(atComputer, transfer))
    const byLink = await submit(onPhone, transfer)

    expect(atComputer).toMatchObject({ approval: { qr: /^bankid\./, link: null } })
    expect(byLink).toMatchObject({
      approval: {
        qr: null,
        link: expect.stringContaining('/seb/bankid?autostarttoken='),
        askAfterMs: 2000,
      },
    })
    expect(callsOf('signing').map(({ form }) => form['authenticationMethodId'])).toEqual([
      'bankIdQr',
      'bankIdSameDevice',
    ])
  })

  it.each([
    ['refuses', 'approval_refused'],
    ['does nothing', 'approval_expired'],
    ['starts another one', 'approval_in_progress'],
  ] as const)(
    'ends when the person %s, and nothing can be signed any more',
    async (how, reason) => {
      const transfer = await transferOf()
      const waiting = await submit(visit, transfer)
      if (how === 'refuses') await sign(linkOf(waiting), 'refuse')
      if (how === 'does nothing') visit.pass(181_000)
      if (how === 'starts another one') {
        expect(await submit(visit, transfer)).toEqual({ kind: 'refused', reason })
      }

      expect(await next(waiting, transfer)).toEqual({ kind: 'refused', reason })
      expect(await look(linkOf(waiting))).toContain('There is nothing to sign here')
      expect(callsOf('callingOff').map(({ status }) => status)).toContain(204)
      expect(moves()).toEqual([])
    },
  )

  it('waits while SEB checks the payment, and then begins', async () => {
    visit.seb.switches.checkSeconds = 8
    const transfer = await transferOf()

    const checking = await submit(visit, transfer)
    const still = await next(checking, transfer)
    visit.pass(8000)
    const ready = await next(still, transfer)

    const notYet = { kind: 'app', qr: null, link: null, hint: 'waiting', askAfterMs: 5000 }
    expect([checking, still]).toMatchObject([{ approval: notYet }, { approval: notYet }])
    await sign(linkOf(ready), 'approve')
    expect(await next(ready, transfer)).toMatchObject({ kind: 'done' })
    expect(callsOf('signing')).toHaveLength(1)
  })

  it('goes on after its beginning was not heard of, without a second payment', async () => {
    const transfer = await transferOf()
    visit.sandbox.faults.set({ bank: 'seb', operation: 'signing', kind: 'unavailable', times: 1 })

    const unheard = await submit(visit, transfer)
    const begun = await next(unheard, transfer)
    await sign(linkOf(begun), 'approve')

    expect(unheard).toMatchObject({ kind: 'approval', approval: { hint: 'waiting' } })
    expect(await next(begun, transfer)).toMatchObject({ kind: 'done' })
    expect(callsOf('payment')).toHaveLength(1)
    expect(executed(visit)).toHaveLength(1)
  })

  it('sends the person to a page where SEB asks for a second step', async () => {
    visit.seb.switches.secondStepFrom = 500_00
    const transfer = await transferOf({ amountMinor: 500_00 })
    const waiting = await submit(visit, transfer)
    await sign(linkOf(waiting), 'approve')

    const second = await next(waiting, transfer)

    const page = `${visit.sandbox.origin}/seb/second-step?authorisationId=`
    expect(second).toMatchObject({
      kind: 'approval',
      approval: { kind: 'page', url: expect.stringContaining(page) },
    })
    expect(moves()).toEqual([])
    const url = second.kind === 'approval' && second.approval.kind === 'page' && second.approval.url
    const id = new URL(url || '').searchParams.get('authorisationId') ?? ''
    await fetch(`${visit.sandbox.origin}/seb/second-step`, {
      method: 'POST',
      body: new URLSearchParams({ id }),
    })
    expect(await next(second, transfer)).toMatchObject({ kind: 'done' })
  })

  it('is looked for beside the payments where no address of its own is set', async () => {
    const settings = { PIS_URL: `${visit.sandbox.origin}/seb/sign/v1`, SIGN_URL: undefined }
    const api = await visit.open({ settings })
    const { signingBeside } = seb.transfers?.calls ?? {}

    const answer = await api.send(signingBeside ?? expect.fail('no such call'), { body: {} })

    expect(answer.status).toBe(400)
    expect(callsOf('signing')).toHaveLength(1)
  })

  it('throws when SEB does not say how it stands, and stands as it did', async () => {
    const transfer = await transferOf()
    const waiting = await submit(visit, transfer)
    const fault = { bank: 'seb', operation: 'signingStatus', times: 1 } as const
    visit.sandbox.faults.set({ ...fault, kind: 'unavailable' })
    visit.sandbox.faults.set({ ...fault, kind: 'malformed' })

    await expect(next(waiting, transfer)).rejects.toMatchObject({ code: 'bank_unavailable' })
    await expect(next(waiting, transfer)).rejects.toMatchObject({ code: 'bank_wrong_answer' })
    expect(await next(waiting, transfer)).toMatchObject({ kind: 'approval' })
  })
})

describe('a code of signing', () => {
  beforeAll(async () => {
    visit = await visitSebTransfers()
  })
  afterAll(() => visit.close())
  beforeEach(() => visit.sandbox.journal.clear())

  it.each([
    ...signingCodes,
    ['userCancel', 'approval_refused'],
    ['SOMETHING_NEW', 'approval_failed'],
  ])('that fails with %s is read as %s', async (code, reason) => {
    const transfer = await transferOf()
    const waiting = await submit(visit, transfer)
    refuse('signingStatus', code)

    expect(await next(waiting, transfer)).toEqual({ kind: 'refused', reason })
  })

  it.each([...signingCodes, ['SOMETHING_NEW', 'unexplained']])(
    'that cannot even begin, with %s, is read as %s',
    async (code, reason) => {
      const transfer = await transferOf()
      refuse('signing', code)

      expect(await submit(visit, transfer)).toEqual({ kind: 'refused', reason })
      expect(callsOf('callingOff').map(({ status }) => status)).toEqual([204])
    },
  )
})

describe('the day', () => {
  visitAnew()

  it('may lie ahead, and is done when SEB keeps it for then', async () => {
    const transfer = await transferOf({ date: MONDAY })

    expect(await carryOut(visit, transfer)).toMatchObject({ kind: 'done', executesOn: MONDAY })
    expect(moves()).toMatchObject([{ state: 'waiting', day: MONDAY }])
    visit.pass(3 * DAY_MS)
    visit.sandbox.world.balanceOf('seb-privat', MONDAY)
    expect(executed(visit)).toHaveLength(1)
  })

  it('that lies ahead is found again among what is upcoming', async () => {
    visit.seb.switches.signsOwnTransfers = false
    const transfer = await transferOf({ date: MONDAY })
    const before = await seb.transfers?.countLike?.(visit.api, transfer)
    visit.sandbox.faults.set({ bank: 'seb', operation: 'payment', kind: 'lost_answer', times: 1 })

    await expect(submit(visit, transfer)).rejects.toMatchObject({ changedNothing: false })

    expect(before).toBe(0)
    expect(await seb.transfers?.countLike?.(visit.api, transfer)).toBe(1)
  })

  it('is moved to the next one on which banks are open', async () => {
    const transfer = await transferOf({ date: SATURDAY })

    expect(await carryOut(visit, transfer)).toMatchObject({ kind: 'moved', executesOn: MONDAY })
  })

  it('may be a Saturday when that is today', async () => {
    visit.pass(DAY_MS)
    const api = await visit.open()
    const onSaturday = { ...visit, api }

    const step = await carryOut(onSaturday, await toTransfer(onSaturday))

    expect(step).toMatchObject({ kind: 'done', executesOn: null })
    expect(executed(visit)).toMatchObject([{ day: SATURDAY }])
  })

  it.each([
    [-1, 'date_invalid'],
    [366, 'date_invalid'],
  ])('may not be %i days from today', async (days, reason) => {
    const transfer = await transferOf({ date: addDays(TODAY, days) })

    expect(await submit(visit, transfer)).toEqual({ kind: 'refused', reason })
  })
})

describe('what SEB takes and then does not do', () => {
  visitAnew()

  it('is refused when it is rejected before anybody signed', async () => {
    const transfer = await transferOf()
    refuse('paymentStatus', 'EXECUTION_DATE_INVALID')

    expect(await submit(visit, transfer)).toEqual({ kind: 'refused', reason: 'date_invalid' })
    expect(callsOf('signing')).toEqual([])
  })

  it('is not done when the account does not cover it on the day', async () => {
    const { availableMinor } = visit.sandbox.world.balanceOf('seb-privat', TODAY)
    const transfer = await transferOf({ amountMinor: availableMinor + 1 })

    expect(await carryOut(visit, transfer)).toEqual({ kind: 'refused', reason: 'not_completed' })
    expect(executed(visit)).toEqual([])
  })
})

describe('calling one off', () => {
  visitAnew()

  it('takes away what nobody signed', async () => {
    const transfer = await transferOf()
    const waiting = await submit(visit, transfer)

    await seb.transfers?.cancel?.(visit.api, orderOf(waiting, transfer))

    expect(await look(linkOf(waiting))).toContain('There is nothing to sign here')
    expect(await next(waiting, transfer)).toEqual({ kind: 'refused', reason: 'cancelled' })
  })

  it.each([
    ['done', TODAY],
    ['done for its day', MONDAY],
  ])('says that it is %s when it was signed meanwhile', async (_how, date) => {
    const transfer = await transferOf({ date })
    const waiting = await submit(visit, transfer)
    await sign(linkOf(waiting), 'approve')

    await seb.transfers?.cancel?.(visit.api, orderOf(waiting, transfer))

    expect(await next(waiting, transfer)).toMatchObject({ kind: 'done' })
  })

  it('leaves the app free for another one', async () => {
    const transfer = await transferOf()
    const waiting = await submit(visit, transfer)

    await seb.transfers?.cancel?.(visit.api, orderOf(waiting, transfer))

    expect(await carryOut(visit, transfer)).toMatchObject({ kind: 'done' })
    expect(executed(visit)).toHaveLength(1)
  })
})

describe('access', () => {
  visitAnew()

  it('asks for payments only where money is to be moved', async () => {
    await visit.open({ purpose: 'reading' })

    const scopes = callsOf('authorize').map(({ url }) =>
      new URL(url, 'http://bank').searchParams.get('scope'),
    )
    expect(scopes).toEqual(['psd2_accounts psd2_payments', 'psd2_accounts'])
  })

  it('of reading is turned away at the door', async () => {
    const transfer = await transferOf()
    const reading = { ...visit, api: await visit.open({ purpose: 'reading' }) }

    await expect(submit(reading, transfer)).rejects.toMatchObject({
      code: 'reconnect_needed',
      status: 403,
      changedNothing: true,
    })
    expect(callsOf('payment').at(-1)?.status).toBe(403)
  })

  it('goes with the person’s address and an id of its own each time', async () => {
    await carryOut(visit, await transferOf())

    const calls = ['payment', 'paymentStatus', 'signing', 'signingStatus'].flatMap(callsOf)
    expect(calls.map(({ headers }) => headers['psu-ip-address'])).toEqual(
      calls.map(() => '192.0.2.7'),
    )
    expect(new Set(calls.map(({ headers }) => headers['x-request-id'])).size).toBe(calls.length)
  })

  it('knows which accounts can: open ones in kronor', async () => {
    const { accounts } = await visit.bank.fetchAccounts(visit.api)

    expect(accounts.map(({ name, transfer }) => [name, transfer?.from, transfer?.to])).toEqual([
      ['Privatkonto', true, true],
      ['Valutakonto', false, false],
      ['Sparkonto', true, true],
    ])
  })
})

describe('the sandbox', () => {
  visitAnew()

  it('knows the payments when it is started anew', async () => {
    const transfer = await transferOf({ date: MONDAY })
    const waiting = await submit(visit, transfer)
    await sign(linkOf(waiting), 'approve')
    const snapshot: unknown = JSON.parse(JSON.stringify(visit.seb.snapshot()))

    visit.seb.restore(snapshot)

    expect(await next(waiting, transfer)).toMatchObject({ kind: 'done', executesOn: MONDAY })
  })

  it('lists the app for whoever looks for it, and what waits in it', async () => {
    const transfer = await transferOf({ amountMinor: 77_70 })
    const index = await (await fetch(visit.sandbox.origin)).text()
    const address = `${visit.sandbox.origin}/seb/bankid`
    expect(index).toContain(`<a href="${address}">BankID</a>`)
    expect(await (await fetch(address)).text()).toContain('Nothing waits for you')

    const waiting = await submit(visit, transfer)
    const list = await (await fetch(address)).text()
    await decide(list, 'approve')

    expect(list).toContain('77.70 SEK')
    expect(await next(waiting, transfer)).toMatchObject({ kind: 'done' })
  })

  it('forgets them when it is told to', async () => {
    const transfer = await transferOf()
    const waiting = await submit(visit, transfer)
    const { authorization = '' } = callsOf('payment')[0]?.headers ?? {}
    const headers = {
      authorization: String(authorization),
      accept: 'application/json',
      'x-request-id': '9b2e5c1e-0000-4000-8000-000000000001',
    }
    const base = `${visit.sandbox.origin}/seb/pis/private/v1/identified2`
    const reset = await fetch(`${base}/payments/mock/resetall`, { method: 'PATCH', headers })

    expect(await reset.json()).toHaveProperty('resultMessage')
    await expect(next(waiting, transfer)).rejects.toMatchObject({ code: 'bank_refused' })
  })
})
