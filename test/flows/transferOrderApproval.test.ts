import type { BankTransfers, SubmittedTransfer, TransferStep } from '@skrin/bff/banks/bankTransfers'
import { transferOrderAnswer, transferReview } from '@skrin/shared/api/transferOrders'
import type { TransferOrder } from '@skrin/shared/api/transferOrders'
import { localDateIn } from '@skrin/shared/dates'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { codeOf } from './harness/problemOf.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { addCustomer } from './transferOrders/addCustomer.ts'
import type { Customer } from './transferOrders/addCustomer.ts'
import { startLedgerBank } from './transferOrders/ledgerBank.ts'
import type { LedgerBank } from './transferOrders/ledgerBank.ts'
import { toTestBank, toTestEnv } from './transferOrders/toTestBank.ts'

// What an order becomes that waits for approval, at a bank that says the awkward things.

const TEN_MINUTES_MS = 10 * 60_000
const waiting = { reference: 'p1', progress: '' } as const
const approval: TransferStep = {
  kind: 'approval',
  ...waiting,
  approval: { kind: 'page', url: 'https://bank.example/approve' },
}
const done: TransferStep = { kind: 'done', reference: 'p1', executesOn: null, warnings: [] }

let bank: LedgerBank
let skrin: Skrin
let ingrid: Browser
let customer: Customer
/** What the bank says next, in turn; the last one stays. */
let steps: (TransferStep | (() => Promise<TransferStep>))[]
let isOff: boolean

const nextStep = async (): Promise<TransferStep> => {
  const step = steps.length > 1 ? steps.shift() : steps[0]
  if (!step) throw new Error('nothing to say')
  return typeof step === 'function' ? step() : step
}

function toApprovingBank() {
  const testBank = toTestBank()
  const { rules, calls, prepare } = testBank.transfers ?? {}
  if (!rules || !calls || !prepare) throw new Error('a bank without transfers')
  const transfers: BankTransfers = {
    rules,
    calls,
    prepare,
    commits: 'approval',
    submit: nextStep,
    fetchStep: (_api, _order: SubmittedTransfer) => nextStep(),
    cancel: () => Promise.resolve(isOff),
  }
  return { ...testBank, transfers }
}

beforeEach(async () => {
  steps = [approval]
  isOff = true
  bank = await startLedgerBank()
  skrin = await startSkrin({ env: toTestEnv(bank), banks: [toApprovingBank()] })
  const owner = await skrin.addMember('Ingrid', { role: 'owner' })
  ingrid = await skrin.signIn('Ingrid')
  customer = await addCustomer(skrin, bank, owner.id)
})
afterEach(async () => {
  await skrin.stop()
  await bank[Symbol.asyncDispose]()
})

async function review(): Promise<TransferOrder> {
  const answer = await ingrid.api('POST', '/transfer-orders', {
    from: customer.from,
    to: customer.to,
    amount: { minor: 100_00, currency: 'NOK' },
    date: localDateIn('Europe/Oslo', skrin.clock.now()),
    message: '',
  })
  return answer.parse(transferReview).order
}
const toOrder = (answer: Awaited<ReturnType<Browser['api']>>) =>
  answer.parse(transferOrderAnswer).order
const ask = async (verb: 'confirm' | 'check', { id }: TransferOrder) =>
  toOrder(await ingrid.api('POST', `/transfer-orders/${id}/${verb}`))
const callOff = ({ id }: TransferOrder) => ingrid.api('DELETE', `/transfer-orders/${id}`)
const read = async ({ id }: TransferOrder) =>
  toOrder(await ingrid.api('GET', `/transfer-orders/${id}`))

describe('M5: calling an order off', () => {
  it('is cancelled when the bank says that it is off, whatever it would say next', async () => {
    const sent = await ask('confirm', await review())

    expect(toOrder(await callOff(sent))).toMatchObject({ state: 'cancelled' })
  })

  it('is not cancelled while the bank still waits for an approval that may be given', async () => {
    isOff = false
    const sent = await ask('confirm', await review())

    expect(codeOf(await callOff(sent))).toBe('409 transfer_over')
    expect(await read(sent)).toMatchObject({ state: 'approval' })
    steps = [done]
    expect(await ask('check', sent)).toMatchObject({ state: 'done' })
  })

  it('tells why the bank refuses what it did not call off', async () => {
    isOff = false
    const sent = await ask('confirm', await review())
    steps = [{ kind: 'refused', reason: 'insufficient_funds' }]

    expect(toOrder(await callOff(sent))).toMatchObject({
      state: 'refused',
      reason: 'insufficient_funds',
    })
  })

  it('gives nobody a page for an order that is over', async () => {
    const sent = await ask('confirm', await review())
    const { promise, resolve } = Promise.withResolvers<TransferStep>()
    let isAsked = false
    steps = [() => ((isAsked = true), promise)]
    const checking = ask('check', sent)
    await expect.poll(() => isAsked).toBe(true)
    await callOff(sent)
    resolve(approval)

    expect(await checking).toMatchObject({ state: 'cancelled', approval: null })
  })
})

it('M5: believes an answer that comes after the clock was set on', async () => {
  const order = await review()
  const { promise, resolve } = Promise.withResolvers<TransferStep>()
  let isAsked = false
  steps = [() => ((isAsked = true), promise)]
  const confirming = ask('confirm', order)
  await expect.poll(() => isAsked).toBe(true)
  skrin.clock.advance(TEN_MINUTES_MS)
  const browser = await skrin.signIn('Ingrid')
  const seen = await browser.api('GET', `/transfer-orders/${order.id}`)
  expect(toOrder(seen)).toMatchObject({ state: 'not_sent' })
  resolve(done)

  await confirming.catch(() => null)

  const after = await browser.api('GET', `/transfer-orders/${order.id}`)
  expect(toOrder(after)).toMatchObject({ state: 'done', problem: null })
})
