import { transferOrder } from '@skrin/shared/api/transferOrders'
import type { TransferOrder } from '@skrin/shared/api/transferOrders'
import { localDateIn } from '@skrin/shared/dates'
import fc from 'fast-check'
import * as v from 'valibot'
import { listFaults, sendingFaults } from './ledgerBank.ts'
import type { Customer } from './addCustomer.ts'
import type { OrderWorld, Wanted } from './orderWorld.ts'

const verbs = [
  'confirm',
  'confirm',
  'confirm',
  'check',
  'read',
  'review',
  'cancel',
  'decide',
  'retry',
  'retry',
] as const

const call = fc.record({
  verb: fc.constantFrom(...verbs),
  replica: fc.constantFrom(0, 1),
  /** Of the orders there are. */
  order: fc.nat(3),
  /** Two texts: orders can be like each other, or almost. */
  message: fc.constantFrom('', 'Tires'),
  decision: fc.constantFrom('happened', 'did_not_happen'),
})
export type Call = typeof call extends fc.Arbitrary<infer One> ? One : never

/** What somebody does at once, as with two tabs or a double click, and what then passes. */
const step = fc.record({
  calls: fc.array(call, { minLength: 1, maxLength: 3 }),
  then: fc.constantFrom('nothing', 'nothing', 'minute', 'quarter', 'shown'),
})

export const scenario = fc.record({
  showsAtOnce: fc.boolean(),
  sendingFaults: fc.array(fc.constantFrom(...sendingFaults), { minLength: 1, maxLength: 3 }),
  listFaults: fc.array(fc.constantFrom('none', 'none', ...listFaults), { maxLength: 4 }),
  /** Confirmed this often at the same time, over both programs. */
  clicks: fc.integer({ min: 1, max: 3 }),
  steps: fc.array(step, { minLength: 1, maxLength: 2 }),
})
export type Scenario = typeof scenario extends fc.Arbitrary<infer One> ? One : never

/** What was said of an order, and how often it had been carried out when the answer was there. */
export interface Told {
  readonly order: TransferOrder
  readonly executions: number
}

export interface Run {
  readonly told: readonly Told[]
  /** Of each order the last word, and the truth as it is by now. */
  countEnds(): End[]
}

export interface End {
  readonly order: TransferOrder
  readonly executions: number
}

const MOST_TRIES = 20
const MINUTE_MS = 60_000 + 10_000
const anyAnswer = v.object({ order: transferOrder })

/** Plays one scenario with a customer of its own, and then asks for everything when all is well again. */
export async function playOrders(world: OrderWorld, plan: Scenario): Promise<Run> {
  const customer = await world.addCustomer()
  const { lane } = customer
  const ids: string[] = []
  const told: Told[] = []
  const ask = async (replica: number, wanted: Wanted) => {
    const answer = await world.call(replica, wanted)
    const parsed = v.safeParse(anyAnswer, answer && answer.status < 300 ? answer.json : null)
    if (!parsed.success) return null
    const { order } = parsed.output
    told.push({ order, executions: world.bank.countExecutions(lane, order.id) })
    return order
  }
  const review = async (replica: number, message: string) => {
    const order = await ask(replica, toReviewCall(world, customer, message))
    if (order) ids.push(order.id)
  }
  /** Somebody who looked, found nothing, and orders the same once more. */
  const retry = async (replica: number, id: string) => {
    world.clock.advance(MINUTE_MS)
    await ask(replica, toCall('check', id, ''))
    await ask(replica, toCall('decide', id, 'did_not_happen'))
    await review(replica, '')
    await ask(replica, toCall('confirm', ids.at(-1) ?? id, ''))
  }
  const make = ({ verb, replica, order, message, decision }: Call) => {
    const id = ids[order % Math.max(ids.length, 1)]
    if (verb === 'review' || id === undefined) return review(replica, message)
    if (verb === 'retry') return retry(replica, id)
    return ask(replica, toCall(verb, id, decision))
  }

  await review(0, '')
  Object.assign(lane, { showsAtOnce: plan.showsAtOnce })
  lane.sendingFaults.push(...plan.sendingFaults)
  lane.listFaults.push(...plan.listFaults)
  const clicks = Array.from({ length: plan.clicks }, (_, index) => index % 2)
  await Promise.all(clicks.map((replica) => ask(replica, toCall('confirm', ids[0] ?? '', ''))))
  for (const { calls, then } of plan.steps) {
    await world.heal()
    await Promise.all(calls.map(make))
    if (then === 'minute') world.clock.advance(MINUTE_MS)
    if (then === 'quarter') world.clock.advance(15 * MINUTE_MS)
    if (then === 'shown') world.bank.show(lane)
  }
  const orders = await settle(world, { customer, ids, ask })
  const countOf = (order: TransferOrder) => world.bank.countExecutions(lane, order.id)
  return {
    told,
    countEnds: () => orders.map((order) => ({ order, executions: countOf(order) })),
  }
}

interface Settling {
  readonly customer: Customer
  readonly ids: readonly string[]
  ask(replica: number, wanted: Wanted): Promise<TransferOrder | null>
}

/** Everything works, everything shows, and time has passed: what is said now is the end. */
async function settle(
  world: OrderWorld,
  { customer: { lane }, ids, ask }: Settling,
): Promise<TransferOrder[]> {
  await world.heal()
  lane.sendingFaults.length = 0
  lane.listFaults.length = 0
  world.clock.advance(MINUTE_MS)
  const read = (id: string) => untilAnswered(() => ask(1, toCall('read', id, '')))
  const check = (id: string) => untilAnswered(() => ask(0, toCall('check', id, '')))
  for (;;) {
    // What was given up on may still have been on its way to the bank.
    await world.bank.settle()
    world.bank.show(lane)
    const { length } = lane.carriedOut
    // Twice: one that is found by the first round can make the next one plain.
    for (const id of [...ids, ...ids]) if ((await read(id)).state === 'unknown') await check(id)
    if (lane.carriedOut.length === length) return Promise.all(ids.map(read))
  }
}

/** A machine that is busy can let a good call time out. */
async function untilAnswered(ask: () => Promise<TransferOrder | null>): Promise<TransferOrder> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const order = await ask()
    if (order) return order
  }
  throw new Error('an order is gone')
}

function toReviewCall(world: OrderWorld, { from, to }: Customer, message: string): Wanted {
  const date = localDateIn('Europe/Oslo', world.clock.now())
  const amount = { minor: 125_00, currency: 'NOK' }
  return { method: 'POST', path: '/transfer-orders', body: { from, to, amount, date, message } }
}

function toCall(
  verb: Exclude<Call['verb'], 'review' | 'retry'>,
  id: string,
  decision: string,
): Wanted {
  const path = `/transfer-orders/${id}`
  if (verb === 'read') return { method: 'GET', path }
  if (verb === 'cancel') return { method: 'DELETE', path }
  if (verb === 'decide') return { method: 'POST', path: `${path}/decide`, body: { decision } }
  return { method: 'POST', path: `${path}/${verb}` }
}
