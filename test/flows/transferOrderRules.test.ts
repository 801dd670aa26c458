import { randomId } from '@skrin/bff/ids'
import { confirmOrder } from '@skrin/bff/transferOrders/confirmOrder'
import { accessLogAnswer } from '@skrin/shared/api/accessLog'
import {
  transferOptions,
  transferOrderAnswer,
  transferOrdersAnswer,
  transferReview,
} from '@skrin/shared/api/transferOrders'
import type { TransferOrder } from '@skrin/shared/api/transferOrders'
import type { Member } from '@skrin/shared/api/session'
import { localDateIn } from '@skrin/shared/dates'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { codeOf } from './harness/problemOf.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { addCustomer } from './transferOrders/addCustomer.ts'
import type { Customer } from './transferOrders/addCustomer.ts'
import { startLedgerBank, TIMEOUT_MS } from './transferOrders/ledgerBank.ts'
import type { LedgerBank } from './transferOrders/ledgerBank.ts'
import { toTestBank, toTestEnv } from './transferOrders/toTestBank.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

let bank: LedgerBank
let skrin: Skrin
let owner: Member
let ingrid: Browser
let customer: Customer

beforeEach(async () => {
  bank = await startLedgerBank()
  skrin = await startSkrin({
    env: { ...toTestEnv(bank), SKRIN_TRANSFER_LIMIT: '1000' },
    banks: [toTestBank()],
    transportLimits: { totalMs: TIMEOUT_MS },
  })
  owner = await skrin.addMember('Ingrid', { role: 'owner' })
  ingrid = await skrin.signIn('Ingrid')
  customer = await addCustomer(skrin, bank, owner.id)
})
afterEach(async () => {
  await skrin.stop()
  await bank[Symbol.asyncDispose]()
})

const today = () => localDateIn('Europe/Oslo', skrin.clock.now())
const toWish = (changes: object = {}) => ({
  from: customer.from,
  to: customer.to,
  amount: { minor: 100_00, currency: 'NOK' },
  date: today(),
  message: '',
  ...changes,
})
const askReview = (changes?: object) => ingrid.api('POST', '/transfer-orders', toWish(changes))
const review = async (changes?: object) => (await askReview(changes)).parse(transferReview).order
const ask = (verb: 'confirm' | 'check', { id }: TransferOrder) =>
  ingrid.api('POST', `/transfer-orders/${id}/${verb}`)
const confirm = async (order: TransferOrder) =>
  (await ask('confirm', order)).parse(transferOrderAnswer).order
const check = async (order: TransferOrder) =>
  (await ask('check', order)).parse(transferOrderAnswer).order
const read = async ({ id }: TransferOrder) =>
  (await ingrid.api('GET', `/transfer-orders/${id}`)).parse(transferOrderAnswer).order
const decide = ({ id }: TransferOrder, decision: string) =>
  ingrid.api('POST', `/transfer-orders/${id}/decide`, { decision })
const options = async () =>
  (await ingrid.api('GET', '/transfer-orders/options')).parse(transferOptions)
const signInAnew = async () => {
  ingrid = await skrin.signIn('Ingrid')
}
/** Sent, carried out or not, and no answer. */
const loseAnswer = async (fault: 'lost_after' | 'lost_before', changes?: object) => {
  customer.lane.sendingFaults.push(fault)
  return confirm(await review(changes))
}
const listEvents = async () =>
  (await ingrid.api('GET', '/access-log')).parse(accessLogAnswer).entries.map(({ event }) => event)

describe('M6: a review', () => {
  it('shows to the letter what is then sent, and sends nothing', async () => {
    const answer = (await askReview({ message: 'Tires' })).parse(transferReview)

    expect(answer.order).toMatchObject({ state: 'reviewed', sentAt: null, message: 'Tires' })
    expect(answer.request).toMatchObject({ method: 'POST', path: '/transfers' })
    expect(customer.lane.carriedOut).toEqual([])
    await confirm(answer.order)
    expect(bank.sent.map(({ order: _, ...body }) => JSON.stringify(body))).toEqual([
      answer.request.body,
    ])
  })

  it('tells of orders like it in the last two days', async () => {
    const first = await confirm(await review())

    const again = (await askReview()).parse(transferReview)
    const other = (await askReview({ amount: { minor: 1, currency: 'NOK' } })).parse(transferReview)

    expect(again.similar.map(({ id }) => id)).toEqual([first.id])
    expect(other.similar).toEqual([])
    skrin.clock.advance(2 * DAY_MS)
    await signInAnew()
    expect((await askReview()).parse(transferReview).similar).toEqual([])
  })

  it('is sent over its own connection or not at all, also when its accounts went to another one', async () => {
    const order = await review()
    const other = await addCustomer(skrin, bank, owner.id)
    await skrin.context.db
      .updateTable('accounts')
      .set({ connection_id: other.connection })
      .where('id', 'in', [customer.from, customer.to])
      .execute()

    expect(codeOf(await ask('confirm', order))).toBe('422 transfer_invalid')
    expect(bank.sent).toEqual([])
  })

  it('M5: is over when one like it was sent in another tab, of which it told nothing', async () => {
    const [first, second] = [await review(), await review()]
    skrin.clock.advance(1)
    await confirm(first)

    expect(codeOf(await ask('confirm', second))).toBe('409 transfer_over')
    expect(bank.sent).toHaveLength(1)
    expect(await confirm(await review())).toMatchObject({ state: 'done' })
  })

  it('is seen once more as it was when its page is loaded anew', async () => {
    const first = (await askReview()).parse(transferReview)

    const answer = await ingrid.api('GET', `/transfer-orders/${first.order.id}`)

    expect(answer.json).toEqual(first)
  })

  it.each([
    ['amount', 'amount_missing', { amount: { minor: 0, currency: 'NOK' } }],
    ['amount', 'currency_not_offered', { amount: { minor: 1, currency: 'SEK' } }],
    ['date', 'date_passed', { date: '2020-01-01' }],
    ['date', 'date_too_far', { date: '2099-01-01' }],
    ['message', 'message_characters', { message: '<b>' }],
  ])('does not come about with a wrong %s (%s)', async (field, reason, changes) => {
    const answer = await askReview(changes)

    expect(answer.status).toBe(422)
    expect(answer.json).toMatchObject({ code: 'transfer_invalid', field, reason })
  })

  it('H1: is of own accounts at one connection: others are not there, or out of reach', async () => {
    const kari = await skrin.addMember('Kari')
    const hers = await addCustomer(skrin, bank, kari.id)
    const other = await addCustomer(skrin, bank, owner.id)
    const share = { account_id: hers.to, audience: 'household', level: 'transactions' } as const
    await skrin.context.db.insertInto('shares').values(share).execute()

    const unknown = await askReview({ to: randomId() })
    const shared = await askReview({ to: hers.to })
    const elsewhere = await askReview({ to: other.to })

    expect(codeOf(shared)).toBe('404 not_found')
    expect(withoutReference(shared.json)).toEqual(withoutReference(unknown.json))
    expect(elsewhere.json).toMatchObject({ code: 'transfer_invalid', reason: 'to_unable' })
  })

  it('can be given up, and is then over', async () => {
    const order = await review()

    const answer = await ingrid.api('DELETE', `/transfer-orders/${order.id}`)

    expect(answer.parse(transferOrderAnswer).order.state).toBe('cancelled')
    expect(codeOf(await ask('confirm', order))).toBe('409 transfer_over')
    expect(bank.sent).toEqual([])
  })

  it('expires after ten minutes', async () => {
    const order = await review()
    skrin.clock.advance(10 * MINUTE_MS)
    await signInAnew()

    expect(codeOf(await ask('confirm', order))).toBe('409 transfer_over')
    expect((await read(order)).state).toBe('expired')
    expect(bank.sent).toEqual([])
  })

  it('is over when it would no longer be sent as it was shown', async () => {
    const order = await review()
    await skrin.context.db.updateTable('accounts').set({ bank_key: 'renamed' }).execute()

    expect(codeOf(await ask('confirm', order))).toBe('409 transfer_over')
    expect(bank.sent).toEqual([])
  })
})

function withoutReference(json: unknown) {
  return typeof json === 'object' && json !== null && { ...json, reference: null }
}

describe('M5: confirming', () => {
  it('sends once, however often it is asked for', async () => {
    const order = await review()

    const answers = await Promise.all([1, 2, 3].map(() => confirm(order)))
    const replayed = await confirm(order)

    expect(bank.sent).toHaveLength(1)
    expect(replayed).toMatchObject({ state: 'done', knownBy: 'answer' })
    for (const { state } of answers) expect(['sending', 'done']).toContain(state)
  })

  it('tells a second click where its own order stands, not that it is in its own way', async () => {
    const { context } = skrin
    const order = await review()
    let isClaimed = false
    // The first click, right after the second one has read the order.
    const claim = async ({ rows }: { rows: readonly object[] }) => {
      if (isClaimed || !rows.some((row) => 'prepared' in row)) return
      isClaimed = true
      await context.db
        .updateTable('transfer_orders')
        .set({ state: 'sending', sent_at: context.clock.now() })
        .set({ sending_until: context.clock.now() + MINUTE_MS })
        .execute()
    }
    const db = context.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        await claim(result)
        return result
      },
    })
    const presence = { ip: '127.0.0.1', userAgent: null }

    const told = await confirmOrder({ ...context, db }, { member: owner, id: order.id, presence })

    expect(told).toMatchObject({ id: order.id, state: 'sending' })
    expect(bank.sent).toEqual([])
  })

  it.each([
    ['error', '503 bank_unavailable'],
    ['partial', '502 bank_partial'],
  ] as const)(
    'sends nothing when the bank’s list cannot be read before (%s)',
    async (fault, code) => {
      const order = await review()
      customer.lane.listFaults.push(fault)

      expect(codeOf(await ask('confirm', order))).toBe(code)
      expect(bank.sent).toEqual([])
      expect(await confirm(order)).toMatchObject({ state: 'done' })
    },
  )

  it.each([
    ['refuse', { state: 'refused', reason: 'insufficient_funds', knownBy: 'answer' }],
    ['moved', { state: 'moved', knownBy: 'answer' }],
    ['rate_limited', { state: 'not_sent', problem: 'bank_rate_limited' }],
    ['unauthorized', { state: 'not_sent', problem: 'reconnect_needed' }],
    ['error_before', { state: 'unknown', settledAt: null }],
    ['garbage_after', { state: 'unknown', settledAt: null }],
    ['lost_after', { state: 'unknown', problem: 'bank_unreachable', settledAt: null }],
    ['late_answer', { state: 'unknown', problem: 'bank_timeout', settledAt: null }],
  ] as const)('says what the bank’s answer means: %s', async (fault, end) => {
    customer.lane.sendingFaults.push(fault)

    expect(await confirm(await review())).toMatchObject(end)
  })

  it('writes down every step, with names and without numbers', async () => {
    await skrin.context.db
      .updateTable('accounts')
      .set({ name: 'Savings 9713 24 61000', number: '97132461000' })
      .where('id', '=', customer.to)
      .execute()
    await confirm(await review())

    const answer = await ingrid.api('GET', '/access-log')

    const entries = answer
      .parse(accessLogAnswer)
      .entries.filter(({ event }) => /^transfer/.test(event))
    expect(entries.map(({ event, actor }) => [event, actor.kind])).toEqual([
      ['transfer.done', 'program'],
      ['transfer.sent', 'session'],
    ])
    const subject = { bank: 'Sbanken', from: customer.from, to: 'Savings …1000' }
    expect(entries.map((entry) => entry.subject)).toEqual([subject, subject])
  })

  it('goes on when the browser is gone, and the program waits for it when it ends', async () => {
    const order = await review()
    customer.lane.sendingFaults.push('slow_answer')
    const answer = confirm(order).catch(() => null)
    await expect.poll(() => bank.sent.length).toBe(1)

    await skrin.context.sender.settle()

    const row = await skrin.context.db
      .selectFrom('transfer_orders')
      .select('state')
      .executeTakeFirstOrThrow()
    expect(row.state).toBe('done')
    await answer
  })
})

describe('M5: an order that is unknown', () => {
  it('lets nothing else be sent over its connection, and leaves the others alone', async () => {
    const waiting = await review({ message: 'Tires' })
    const lost = await loseAnswer('lost_before')
    const other = await addCustomer(skrin, bank, owner.id)

    expect(codeOf(await ask('confirm', waiting))).toBe('409 transfer_unsettled')
    expect(codeOf(await askReview())).toBe('409 transfer_unsettled')
    expect(codeOf(await askReview({ from: other.from, to: other.to }))).toBe('201')
    const { connections } = await options()
    expect(connections.find(({ id }) => id === customer.connection)?.unsettled).toBe(lost.id)
  })

  it('is done when the bank’s list shows it', async () => {
    const lost = await loseAnswer('lost_after')

    expect(await check(lost)).toMatchObject({ state: 'done', knownBy: 'list' })
    expect(codeOf(await askReview())).toBe('201')
  })

  it('stays so when the list does not show it, which proves nothing', async () => {
    customer.lane.showsAtOnce = false
    const lost = await loseAnswer('lost_after')
    skrin.clock.advance(MINUTE_MS)

    expect(await check(lost)).toMatchObject({ state: 'unknown', lookedUpAt: expect.any(String) })
    bank.show(customer.lane)
    expect(await check(lost)).toMatchObject({ state: 'done', knownBy: 'list' })
  })

  it('is decided by the person, and only after a look that can tell something', async () => {
    const lost = await loseAnswer('lost_before')
    expect(codeOf(await decide(lost, 'did_not_happen'))).toBe('409 transfer_unsettled')
    // It could still be on its way.
    expect(await check(lost)).toMatchObject({ lookedUpAt: null })
    expect(codeOf(await decide(lost, 'did_not_happen'))).toBe('409 transfer_unsettled')
    skrin.clock.advance(MINUTE_MS)
    await check(lost)

    const decided = (await decide(lost, 'did_not_happen')).parse(transferOrderAnswer).order

    expect(decided).toMatchObject({
      state: 'unknown',
      decision: 'did_not_happen',
      knownBy: 'person',
    })
    expect(codeOf(await decide(lost, 'happened'))).toBe('409 transfer_over')
    expect(await confirm(await review())).toMatchObject({ state: 'done' })
  })

  it('was not looked for when the bank’s list could not be read', async () => {
    const lost = await loseAnswer('lost_before')
    skrin.clock.advance(MINUTE_MS)
    customer.lane.listFaults.push('partial')

    expect(codeOf(await ask('check', lost))).toBe('502 bank_partial')
    expect(await read(lost)).toMatchObject({ state: 'unknown', lookedUpAt: null })
    expect(codeOf(await decide(lost, 'did_not_happen'))).toBe('409 transfer_unsettled')
    skrin.clock.advance(DAY_MS)
    await signInAnew()
    customer.lane.listFaults.push('partial')
    expect(await check(lost)).toMatchObject({ state: 'unknown', lookedUpAt: expect.any(String) })
  })

  it('is done after all when it turns up at the bank later', async () => {
    customer.lane.showsAtOnce = false
    const lost = await loseAnswer('lost_after')
    skrin.clock.advance(MINUTE_MS)
    await check(lost)
    await decide(lost, 'did_not_happen')
    bank.show(customer.lane)

    expect(await check(lost)).toMatchObject({
      state: 'done',
      knownBy: 'list',
      decision: 'did_not_happen',
    })
  })

  it('is what a sending becomes whose program died', async () => {
    const order = await review()
    await skrin.context.db
      .updateTable('transfer_orders')
      .set({ state: 'sending', sent_at: skrin.clock.now(), like_before: 0 })
      .set({ sending_until: skrin.clock.now() + MINUTE_MS })
      .execute()
    expect(await read(order)).toMatchObject({ state: 'sending' })
    expect(codeOf(await askReview())).toBe('409 transfer_unsettled')
    skrin.clock.advance(MINUTE_MS)

    expect(await read(order)).toMatchObject({ state: 'unknown', problem: 'bank_timeout' })
    expect(await confirm(order)).toMatchObject({ state: 'unknown' })
    expect(await listEvents()).toContain('transfer.unknown')
    expect(bank.sent).toEqual([])
  })

  it('waits in the list of what is open until it is decided', async () => {
    const lost = await loseAnswer('lost_before')
    const listOpen = async () => {
      const answer = await ingrid.api('GET', '/transfer-orders?open=1')
      return answer.parse(transferOrdersAnswer).orders.map(({ id }) => id)
    }
    expect(await listOpen()).toEqual([lost.id])
    skrin.clock.advance(MINUTE_MS)
    await check(lost)
    await decide(lost, 'happened')

    expect(await listOpen()).toEqual([])
    const all = (await ingrid.api('GET', '/transfer-orders')).parse(transferOrdersAnswer)
    expect(all.orders.map(({ id }) => id)).toEqual([lost.id])
  })
})

describe('M6: what may be moved in a day', () => {
  const most = { amount: { minor: 1000_00, currency: 'NOK' } }

  it('is counted over all connections of a person, and anew the next day', async () => {
    const other = await addCustomer(skrin, bank, owner.id)
    const early = await review({ ...most, from: other.from, to: other.to })
    await confirm(await review({ amount: { minor: 400_00, currency: 'NOK' } }))

    expect((await options()).limits).toEqual([
      { currency: 'NOK', limit: 1000_00, host: 1000_00, used: 400_00 },
    ])
    expect(codeOf(await ask('confirm', early))).toBe('409 transfer_limit')
    expect(codeOf(await askReview({ amount: { minor: 600_01, currency: 'NOK' } }))).toBe(
      '409 transfer_limit',
    )
    expect(
      await confirm(await review({ amount: { minor: 600_00, currency: 'NOK' } })),
    ).toMatchObject({ state: 'done' })
    skrin.clock.advance(DAY_MS)
    await signInAnew()
    expect((await options()).limits).toMatchObject([{ used: 0 }])
  })

  it('holds for two orders that are confirmed at once', async () => {
    const other = await addCustomer(skrin, bank, owner.id)
    const orders = [
      await review({ amount: { minor: 600_00, currency: 'NOK' } }),
      await review({ amount: { minor: 600_00, currency: 'NOK' }, from: other.from, to: other.to }),
    ]

    const codes = (await Promise.all(orders.map((order) => ask('confirm', order)))).map(codeOf)

    expect(codes.sort()).toEqual(['200', '409 transfer_limit'])
    expect(bank.sent).toHaveLength(1)
  })

  it('counts what nobody knows, and not what certainly did not move', async () => {
    customer.lane.sendingFaults.push('refuse')
    await confirm(await review(most))
    expect((await options()).limits).toMatchObject([{ used: 0 }])
    const lost = await loseAnswer('lost_before', most)
    expect((await options()).limits).toMatchObject([{ used: 1000_00 }])
    skrin.clock.advance(MINUTE_MS)
    await check(lost)

    await decide(lost, 'did_not_happen')

    expect((await options()).limits).toMatchObject([{ used: 0 }])
  })

  it('can be set lower by the person, and never above what the host lets', async () => {
    const set = (minor: number, currency = 'NOK') =>
      ingrid.api('PUT', '/transfer-orders/limit', { limit: { minor, currency } })

    expect((await set(50_00)).parse(transferOptions).limits).toMatchObject([{ limit: 50_00 }])
    expect(codeOf(await askReview())).toBe('409 transfer_limit')
    expect(codeOf(await set(1000_01))).toBe('400 bad_request')
    expect(codeOf(await set(-1))).toBe('400 bad_request')
    expect(codeOf(await set(1, 'XXX'))).toBe('400 bad_request')
    expect(await listEvents()).toContain('transfer_limit.changed')
  })
})

describe('while something is open', () => {
  it('turning it off stops what was not sent, and what is unknown can still be looked up', async () => {
    const waiting = await review({ message: 'Tires' })
    const lost = await loseAnswer('lost_after')

    expect(
      (await ingrid.api('DELETE', `/connections/${customer.connection}/transfers`)).status,
    ).toBe(200)

    expect(await check(lost)).toMatchObject({ state: 'done', knownBy: 'list' })
    expect(codeOf(await ask('confirm', waiting))).toBe('403 transfers_off')
    expect(bank.sent).toHaveLength(1)
  })

  it('giving up the connection sends nothing more, and leaves an unknown one to be seen, not looked up', async () => {
    const waiting = await review({ message: 'Tires' })
    const lost = await loseAnswer('lost_before')

    await ingrid.api('DELETE', `/connections/${customer.connection}`)

    expect(await read(lost)).toMatchObject({ state: 'unknown' })
    expect(codeOf(await ask('check', lost))).toBe('409 reconnect_needed')
    expect(codeOf(await ask('confirm', waiting))).toBe('404 not_found')
    expect(bank.sent).toHaveLength(1)
  })

  it('giving it up with its history takes orders along, but not out of the day’s limit', async () => {
    const done = await confirm(await review({ amount: { minor: 900_00, currency: 'NOK' } }))
    const other = await addCustomer(skrin, bank, owner.id)

    await ingrid.api('DELETE', `/connections/${customer.connection}?history=delete`)

    expect(codeOf(await ingrid.api('GET', `/transfer-orders/${done.id}`))).toBe('404 not_found')
    expect((await options()).limits).toMatchObject([{ used: 900_00 }])
    const { from, to } = other
    const more = { from, to, amount: { minor: 200_00, currency: 'NOK' } }
    expect(codeOf(await askReview(more))).toBe('409 transfer_limit')
  })

  it('a member can be taken out, and all of it goes with them', async () => {
    const kari = await skrin.addMember('Kari')
    const hers = await addCustomer(skrin, bank, kari.id)
    const her = await skrin.signIn('Kari')
    hers.lane.sendingFaults.push('lost_after')
    const wish = toWish({ from: hers.from, to: hers.to })
    const { order } = (await her.api('POST', '/transfer-orders', wish)).parse(transferReview)
    await her.api('POST', `/transfer-orders/${order.id}/confirm`)

    expect((await ingrid.api('DELETE', `/members/${kari.id}`)).status).toBe(200)

    const rows = await skrin.context.db.selectFrom('transfer_orders').select('id').execute()
    expect(rows).toEqual([])
  })
})

it('with the host’s word missing every route says so before it looks at anything', async () => {
  await using off = await startSkrin({ banks: [toTestBank()] })
  const browser = await off.signIn('Ingrid')
  const calls = [
    ['GET', ''],
    ['GET', '/options'],
    ['GET', '/some-id'],
    ['POST', ''],
    ['POST', '/some-id/confirm'],
    ['POST', '/some-id/check'],
    ['POST', '/some-id/decide'],
    ['DELETE', '/some-id'],
    ['PUT', '/limit'],
  ] as const

  const answers = await Promise.all(
    calls.map(([method, path]) => browser.api(method, `/transfer-orders${path}`)),
  )

  expect(new Set(answers.map(codeOf))).toEqual(new Set(['403 transfers_off']))
})
