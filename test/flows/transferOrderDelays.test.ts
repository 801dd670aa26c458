import { join } from 'node:path'
import type { Context } from '@skrin/bff/context'
import { ownTables } from '@skrin/bff/files/exports/ownTables'
import { openSqliteDatabase } from '@skrin/bff/store/database'
import { createTestPlace } from '@skrin/bff/store/testDatabase'
import type { Member } from '@skrin/shared/api/session'
import { transferOrderAnswer, transferReview } from '@skrin/shared/api/transferOrders'
import type { TransferOrder } from '@skrin/shared/api/transferOrders'
import { localDateIn } from '@skrin/shared/dates'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { runSkrin } from './harness/runSkrin.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { addCustomer } from './transferOrders/addCustomer.ts'
import type { Customer } from './transferOrders/addCustomer.ts'
import { startLedgerBank, TIMEOUT_MS } from './transferOrders/ledgerBank.ts'
import type { LedgerBank } from './transferOrders/ledgerBank.ts'
import { toTestBank, toTestEnv } from './transferOrders/toTestBank.ts'

const MINUTE_MS = 60_000

let bank: LedgerBank
let skrin: Skrin
let owner: Member
let ingrid: Browser
let customer: Customer
/** What the program waits for before it sends, as for a machine that sleeps. */
let heldUp: Promise<void>

beforeEach(async () => {
  heldUp = Promise.resolve()
  bank = await startLedgerBank()
  skrin = await startSkrin({
    env: toTestEnv(bank),
    banks: [toTestBank(() => heldUp)],
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

async function review(): Promise<TransferOrder> {
  const { from, to } = customer
  const date = localDateIn('Europe/Oslo', skrin.clock.now())
  const wish = { from, to, amount: { minor: 100_00, currency: 'NOK' }, date, message: '' }
  return (await ingrid.api('POST', '/transfer-orders', wish)).parse(transferReview).order
}

async function ask(method: string, path: string, body?: unknown): Promise<TransferOrder> {
  const answer = await ingrid.api(method, `/transfer-orders/${path}`, body)
  return answer.parse(transferOrderAnswer).order
}

const states = ({ db }: Context) => db.selectFrom('transfer_orders').select('state').execute()

it('M5: a program that was held up sends no more what the person was told is unknown', async () => {
  const { promise, resolve: goOn } = Promise.withResolvers<undefined>()
  heldUp = promise
  const order = await review()
  const confirming = ask('POST', `${order.id}/confirm`)
  await expect.poll(() => states(skrin.context)).toEqual([{ state: 'sending' }])
  skrin.clock.advance(MINUTE_MS)
  expect(await ask('POST', `${order.id}/check`)).toMatchObject({ state: 'unknown' })
  await ask('POST', `${order.id}/decide`, { decision: 'did_not_happen' })

  goOn(undefined)

  // It never left, which is certain: the bank's list need not be asked again.
  expect(await confirming).toMatchObject({ state: 'not_sent', decision: 'did_not_happen' })
  expect(bank.sent).toEqual([])
})

it('M5: an answer that comes after it was given up on still counts', async () => {
  customer.lane.sendingFaults.push('slow_answer')
  const order = await review()
  const confirming = ask('POST', `${order.id}/confirm`)
  await expect.poll(() => bank.sent.length).toBe(1)
  await skrin.context.db.updateTable('transfer_orders').set({ sending_until: 0 }).execute()
  await ask('GET', order.id)

  expect(await confirming).toMatchObject({ state: 'done', knownBy: 'answer' })
})

it('M5: upkeep ends what time has ended where nobody looks, and forgets what was never sent', async () => {
  await review()
  const order = await review()
  await skrin.context.db
    .updateTable('transfer_orders')
    .set({ state: 'sending', sent_at: skrin.clock.now(), sending_until: skrin.clock.now() })
    .where('id', '=', order.id)
    .execute()
  skrin.clock.advance(25 * 60 * MINUTE_MS)

  await using other = await startSkrin({
    env: toTestEnv(bank),
    banks: [toTestBank()],
    dataDir: skrin.dataDir,
    clock: skrin.clock,
  })

  await expect.poll(() => states(other.context)).toEqual([{ state: 'unknown' }])
})

it('M5: a backup that is restored brings no review along: it may have been sent since', async () => {
  const done = await ask('POST', `${(await review()).id}/confirm`)
  await review()
  const keyFile = join(skrin.dataDir, 'skrin.key')
  const { clock } = skrin
  const made = await runSkrin(['backup'], { SKRIN_DATA_DIR: skrin.dataDir }, { clock })
  const backup = made.stdout.split(' (')[0] ?? ''
  const empty = await createTestPlace('sqlite')
  const env = { ...empty.env, SKRIN_KEY_FILE: keyFile }

  const restored = await runSkrin(['restore', backup], env, { clock })

  expect(restored).toMatchObject({ code: 0 })
  const db = await openSqliteDatabase(empty.dataDir)
  const orders = await db.selectFrom('transfer_orders').select(['id', 'state']).execute()
  await db.destroy()
  await empty.remove()
  expect(orders).toEqual([{ id: done.id, state: 'done' }])
})

it('gives people their orders and limits with everything that is theirs', async () => {
  const order = await review()
  await ingrid.api('PUT', '/transfer-orders/limit', { limit: { minor: 5, currency: 'NOK' } })
  const read = async (name: string) => {
    const found: object[] = []
    const table = ownTables.find((one) => one.name === name)
    for await (const row of table?.rows(skrin.context.db, owner.id) ?? []) found.push(row)
    return found
  }

  expect(await read('transfer-orders')).toMatchObject([{ id: order.id, amount_minor: 100_00 }])
  expect(await read('transfer-limits')).toMatchObject([{ currency: 'NOK', limit_minor: 5 }])
})
