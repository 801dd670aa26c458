import { refusals } from '@skrin/bff/banks/sparebank1/transferCodes'
import { sparebank1 } from '@skrin/bff/banks/sparebank1/sparebank1'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { documentedCodes } from '../sandbox/banks/sparebank1/transferCodes.ts'
import type { AccountTrouble } from '../sandbox/banks/sparebank1/switches.ts'
import { visitSpareBank1 } from './sparebank1/visitSpareBank1.ts'
import type { SpareBank1Visit } from './sparebank1/visitSpareBank1.ts'
import { describeLostAnswers, describeTransfers } from './support/transferSuite.ts'
import type { TransferSuite } from './support/transferSuite.ts'
import { carryOut, executed, submit, toTransfer, transfersOf } from './support/transferVisit.ts'
import type { TransferVisit, Wish } from './support/transferVisit.ts'

// A Friday, noon in Oslo.
const NOON = '2026-11-20T11:00:00Z'
const TODAY = parseLocalDate('2026-11-20')
const MONDAY = addDays(TODAY, 3)

interface Visit extends TransferVisit {
  readonly at: SpareBank1Visit
}

async function open(options: {
  person: 'ingrid' | 'jonas'
  between: Visit['between']
  totalMs?: number
}): Promise<Visit> {
  const { person, between, totalMs = 5000 } = options
  const at = await visitSpareBank1(NOON, {}, { totalMs })
  const api = at.openApi(await at.connect({ person, purpose: 'transfers' }))
  return { at, bank: sparebank1, sandbox: at.sandbox, api, between, close: () => at.close() }
}

const suite: TransferSuite = {
  name: 'SpareBank 1',
  operation: 'transfer',
  amounts: [1, 29, 1_00, 10_10, 1_234_05],
  refusals: documentedCodes.map((code) => [code, refusals.get(code) ?? null] as const),
  open: (limits) =>
    open({ person: 'ingrid', between: ['sparebank1-ferie', 'sparebank1-felles'], ...limits }),
}
describeTransfers(suite)
describeLostAnswers({
  ...suite,
  unlike: [
    ['another amount', { amountMinor: 1_250_51 }],
    ['another message', { message: 'Noe annet' }],
  ],
})

describe('the documented codes', () => {
  it('all have their reason, but for the one that does not say whether money moved', () => {
    expect(documentedCodes.filter((code) => !refusals.has(code))).toEqual(['general.error'])
    expect([...refusals.keys()].filter((code) => !documentedCodes.includes(code))).toEqual([])
  })
})

describe('Jonas', () => {
  let visit: Visit
  const enter = async () => {
    visit = await open({ person: 'jonas', between: ['sparebank1-lonn', 'sparebank1-felles'] })
  }

  const wish = async (part: Wish = {}) => carryOut(visit, await toTransfer(visit, part))
  const trouble = (id: string, what: AccountTrouble) =>
    (visit.at.bank.switches.accountTrouble = { [id]: what })
  /** What Skrin would never send. */
  const sendBody = async (change: Record<string, unknown>) => {
    const { prepare, submit: send } = transfersOf(visit)
    const transfer = await toTransfer(visit)
    const { call, body } = prepare(transfer)
    const prepared = { call, body: { ...body, ...change } }
    return send(visit.api, { transfer, prepared, idempotencyKey: 'key', returnUrl: 'unused' })
  }
  const toBsu: Wish = { between: ['sparebank1-lonn', 'sparebank1-bsu'] }
  const toCard: Wish = { between: ['sparebank1-lonn', 'sparebank1-kort'] }

  describe('can, and', () => {
    beforeEach(enter)
    afterEach(() => visit.close())

    it('sees which accounts can be which end', async () => {
      const { accounts } = await visit.bank.fetchAccounts(visit.api)

      expect(accounts.map(({ name, transfer }) => [name, transfer])).toEqual([
        ['Felles husholdning', { from: true, to: true, key: null }],
        ['Lønnskonto', { from: true, to: true, key: null }],
        ['BSU', { from: true, to: true, key: null }],
        ['LOfavør Mastercard', { from: false, to: true, key: expect.stringMatching(/^cc-/) }],
      ])
    })

    it('pays into the own card, which shows it on the next open day', async () => {
      const step = await wish({ ...toCard, amountMinor: 500_00, message: '' })

      expect(step).toMatchObject({ kind: 'done', warnings: ['card_later'] })
      expect(executed(visit)).toMatchObject([
        { to: 'sparebank1-kort', amountMinor: 500_00, day: TODAY, arrivesOn: MONDAY },
      ])
      expect(visit.sandbox.journal.entries('sparebank1', 'cardTransfer')[0]?.form).toEqual({
        amount: '500.00',
        fromAccount: expect.stringMatching(/^\d{11}$/),
        creditCardAccountId: expect.stringMatching(/^cc-/),
        dueDate: TODAY,
      })
    })

    it('finds a payment into the card again by the one side that shows it', async () => {
      const transfer = await toTransfer(visit, { ...toCard, message: '' })
      const before = await visit.bank.transfers?.countLike?.(visit.api, transfer)
      const lost = { bank: 'sparebank1', operation: 'cardTransfer', kind: 'lost_answer' } as const
      visit.sandbox.faults.set(lost)

      await expect(submit(visit, transfer)).rejects.toMatchObject({ changedNothing: false })

      expect(before).toBe(0)
      expect(await visit.bank.transfers?.countLike?.(visit.api, transfer)).toBe(1)
    })

    it('orders for a later day, on which the money moves', async () => {
      const step = await wish({ date: MONDAY })

      expect(step).toMatchObject({ kind: 'done', executesOn: MONDAY })
      expect(executed(visit)).toEqual([])
      visit.sandbox.world.balanceOf('sparebank1-lonn', MONDAY)
      expect(executed(visit)).toMatchObject([{ day: MONDAY }])
    })

    it.each([
      ['a closed day ahead', { date: addDays(TODAY, 1) }, 'bank_closed'],
      ['a day that is over by now', { date: addDays(TODAY, -1) }, 'date_passed'],
    ] as const)('is told that %s becomes another', async (_what, part, warning) => {
      expect(await wish(part)).toMatchObject({ kind: 'moved', warnings: [warning] })
    })

    it('is told that it is too late for today', async () => {
      visit.at.bank.switches.cutoffHour = 12

      expect(await wish()).toMatchObject({ kind: 'moved', warnings: ['cutoff_passed'] })
      expect(visit.sandbox.world.moves()).toMatchObject([{ state: 'waiting', day: MONDAY }])
    })

    it('is told so on a closed day, where the bank keeps to them', async () => {
      visit.at.bank.switches.closedDays = 'always'
      visit.at.pass(24 * 3_600_000)

      const saturday = await visit.at.connect({ person: 'jonas', purpose: 'transfers' })
      const later = { ...visit, api: visit.at.openApi(saturday) }

      expect(await carryOut(later, await toTransfer(later))).toMatchObject({
        kind: 'moved',
        warnings: ['bank_closed'],
      })
      expect(visit.sandbox.world.moves()).toMatchObject([{ state: 'waiting', day: MONDAY }])
    })

    it('is told that the bank moved the day', async () => {
      visit.sandbox.faults.set({ bank: 'sparebank1', operation: 'transfer', kind: 'moved_day' })

      expect(await wish()).toMatchObject({ kind: 'moved', warnings: ['bank_closed'] })
    })

    it('is told of one like it, and it is carried out all the same', async () => {
      await wish()

      expect(await wish()).toMatchObject({ kind: 'done', warnings: ['duplicate'] })
      expect(executed(visit)).toHaveLength(2)
    })

    it('cannot move more than there is', async () => {
      const { availableMinor } = visit.sandbox.world.balanceOf('sparebank1-lonn', TODAY)

      expect(await wish({ amountMinor: availableMinor + 1 })).toEqual({
        kind: 'refused',
        reason: 'insufficient_funds',
      })
      expect(await wish({ amountMinor: availableMinor })).toMatchObject({ kind: 'done' })
    })

    it('takes from home savings today only, and not for a card', async () => {
      const between = ['sparebank1-bsu', 'sparebank1-lonn'] as const

      expect(await wish({ between, date: MONDAY })).toMatchObject({ reason: 'bsu_today_only' })
      expect(await wish({ between: ['sparebank1-bsu', 'sparebank1-kort'] })).toMatchObject({
        reason: 'from_not_for_payments',
      })
      expect(await wish({ between })).toMatchObject({ kind: 'done' })
    })

    it('keeps to what may be paid into a card', async () => {
      visit.at.bank.switches.cardLimits = { transactionMinor: 1_000_00, dayMinor: 1_500_00 }

      expect(await wish({ ...toCard, amountMinor: 1_000_01 })).toMatchObject({
        reason: 'amount_limit',
      })
      expect(await wish({ ...toCard, amountMinor: 900_00 })).toMatchObject({ kind: 'done' })
      expect(await wish({ ...toCard, amountMinor: 600_01 })).toMatchObject({
        reason: 'period_limit',
      })
    })

    it('moves it today when no day is sent, in the currency of the account when none is', async () => {
      const step = await sendBody({ dueDate: undefined, currencyCode: undefined })

      expect(step).toMatchObject({ kind: 'done' })
      expect(executed(visit)).toMatchObject([{ day: TODAY }])
    })

    it('spends the calls of the hour with them', async () => {
      const transfer = await toTransfer(visit)
      visit.at.bank.switches.callsPerHour = visit.sandbox.journal.entries('sparebank1').length
      const outcomes = new Set<string>()
      for (let call = 0; call < 12; call++) {
        const one = await submit(visit, transfer).catch(() => ({ kind: 'limited' }))
        outcomes.add(one.kind)
      }

      expect([...outcomes]).toEqual(['done', 'limited'])
    })
  })

  describe('cannot, and nothing moves:', () => {
    beforeAll(enter)
    afterEach(() => {
      visit.at.bank.switches.accountTrouble = {}
      expect(visit.sandbox.world.moves()).toEqual([])
    })
    afterAll(() => visit.close())

    it.each([
      ['sparebank1-lonn', 'blocked', 'from_blocked'],
      ['sparebank1-lonn', 'closed', 'account_closed'],
      ['sparebank1-lonn', 'locked', 'from_not_allowed'],
      ['sparebank1-felles', 'closed', 'to_closed'],
      ['sparebank1-felles', 'locked', 'to_not_allowed'],
      ['sparebank1-felles', 'pending', 'bsu_pending'],
      ['sparebank1-felles', 'cannot_receive', 'to_cannot_receive'],
      ['sparebank1-felles', 'foreign', 'iban_required'],
    ] as const)('cannot where %s is %s', async (id, what, reason) => {
      const transfer = await toTransfer(visit)
      trouble(id, what)

      expect(await carryOut(visit, transfer)).toEqual({ kind: 'refused', reason })
    })

    it.each([
      ['sparebank1-lonn', 'blocked', { from: false, to: false }],
      ['sparebank1-lonn', 'locked', { from: false, to: false }],
      ['sparebank1-felles', 'cannot_receive', { from: true, to: false }],
    ] as const)('sees beforehand that %s is %s', async (id, what, ability) => {
      trouble(id, what)

      const { accounts } = await visit.bank.fetchAccounts(visit.api)

      const name = id === 'sparebank1-lonn' ? 'Lønnskonto' : 'Felles husholdning'
      expect(accounts.find((one) => one.name === name)?.transfer).toMatchObject(ability)
    })

    it('cannot save more for a home than the law lets', async () => {
      expect(await wish({ ...toBsu, amountMinor: 9_000_00 })).toEqual({
        kind: 'refused',
        reason: 'bsu_yearly_limit',
      })
    })

    it('cannot pay into a card that takes nothing, or that is none', async () => {
      const transfer = await toTransfer(visit, toCard)
      trouble('sparebank1-kort', 'cannot_receive')

      expect(await submit(visit, transfer)).toMatchObject({ reason: 'card_cannot_receive' })
      const to = { ...transfer.to, transferKey: 'cc-000000' }
      expect(await submit(visit, { ...transfer, to })).toMatchObject({ reason: 'card_not_found' })
    })

    it.each([
      ['from', '4299210330', 'from_number_invalid'],
      ['from', '42992103301', 'from_number_invalid'],
      ['to', '42992103301', 'to_number_invalid'],
      // Ingrid's, and nobody's.
      ['from', '42992103412', 'from_no_access'],
      ['to', '42992103412', 'to_no_access'],
      ['to', '86011117947', 'to_unknown'],
      ['to', '12993405568', 'to_needs_reference'],
    ] as const)('cannot with %s %s', async (side, number, reason) => {
      const transfer = await toTransfer(visit)

      const step = await submit(visit, { ...transfer, [side]: { ...transfer[side], number } })

      expect(step).toEqual({ kind: 'refused', reason })
    })

    it('cannot move from an account to itself', async () => {
      const transfer = await toTransfer(visit)

      expect(await submit(visit, { ...transfer, to: transfer.from })).toMatchObject({
        reason: 'same_account',
      })
    })

    it.each([
      [{ date: addDays(TODAY, 366) }, 'date_invalid'],
      [{ message: 'x'.repeat(41) }, 'message_invalid'],
      [{ amountMinor: 1_000_000_000_01 }, 'amount_invalid'],
    ] as const)('cannot with %o', async (part, reason) => {
      expect(await wish(part)).toEqual({ kind: 'refused', reason })
    })

    it.each([
      ['an amount that is a number', { amount: 250 }, 'amount_invalid'],
      ['an amount with three decimals', { amount: '2.505' }, 'amount_invalid'],
      ['nothing', { amount: '0.00' }, 'amount_invalid'],
      ['a day in words', { dueDate: 'today' }, 'date_invalid'],
      ['a day that no calendar has', { dueDate: '2026-02-30' }, 'date_invalid'],
      ['another currency', { currencyCode: 'EUR' }, 'currency_invalid'],
    ])('is refused with a body that has %s', async (_what, wrong, reason) => {
      expect(await sendBody(wrong)).toEqual({ kind: 'refused', reason })
    })

    it('cannot with access that was asked for reading', async () => {
      const reading = { ...visit, api: visit.at.openApi(await visit.at.connect()) }

      expect(await carryOut(reading, await toTransfer(reading))).toEqual({
        kind: 'refused',
        reason: 'not_authorized',
      })
    })
  })
})

describe('what Ingrid cannot do', () => {
  it('takes nothing from an account that she may only look after', async () => {
    const visit = await open({
      person: 'ingrid',
      between: ['sparebank1-ungdom', 'sparebank1-ingrid'],
    })

    const { accounts } = await visit.bank.fetchAccounts(visit.api)
    const step = await carryOut(visit, await toTransfer(visit, { amountMinor: 1_00 }))

    expect(accounts.find(({ name }) => name === 'Ungdomskonto')?.transfer).toMatchObject({
      from: false,
      to: false,
    })
    expect(step).toEqual({ kind: 'refused', reason: 'no_admission' })
    await visit.close()
  })
})
