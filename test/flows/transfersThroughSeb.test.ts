import { createTestPlace } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { accountsAnswer } from '@skrin/shared/api/accounts'
import {
  transferOrderAnswer,
  transferReview,
  transfersOnAnswer,
} from '@skrin/shared/api/transferOrders'
import type { TransferOrder } from '@skrin/shared/api/transferOrders'
import { localDateIn } from '@skrin/shared/dates'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSebSandbox } from '../sandbox/banks/seb/seb.ts'
import type { SebSandbox } from '../sandbox/banks/seb/seb.ts'
import { defaultSwitches } from '../sandbox/banks/seb/switches.ts'
import { readForms } from '../sandbox/demo/readForms.ts'
import { createVisitor } from '../sandbox/demo/visitor.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { createTestClock } from './harness/testClock.ts'
import type { TestClock } from './harness/testClock.ts'
import { connectBank, startAtBank, visitCallback, walkBank } from './harness/walkBank.ts'

// A grant that is renewed with more, and an app that signs.
const bank = 'seb'

let sandbox: Sandbox
let atBank: SebSandbox
let skrin: Skrin
let crashed: Skrin | undefined
let jonas: Browser
let connection: string
let askedFor: string | null
let movedBefore: number
let place: TestPlace

beforeAll(async () => {
  const clock = createTestClock()
  const seb = (kit: Parameters<typeof createSebSandbox>[0]) => (atBank = createSebSandbox(kit))
  sandbox = await startSandbox({ now: () => clock.now(), banks: { seb } })
  place = await createTestPlace('sqlite')
  skrin = await start(clock)
  jonas = await skrin.signIn('Jonas')
  connection = await connectBank(jonas, bank, 'Jonas')
  await turnOn()
})
afterAll(async () => {
  await skrin.stop()
  await crashed?.stop().catch(() => undefined)
  await place.remove()
  await sandbox.close()
})
beforeEach(() => {
  Object.assign(atBank.switches, defaultSwitches)
  sandbox.journal.clear()
  movedBefore = sandbox.world.moves().length
})

function start(clock: TestClock): Promise<Skrin> {
  const env = { ...place.env, ...sandbox.env, SKRIN_TRANSFERS: 'on' }
  return startSkrin({ place, env, clock, transportLimits: { totalMs: 2000 } })
}

/** By the person at the bank, who sees that it is about payments now. */
async function turnOn(): Promise<void> {
  const answer = await jonas.api('PUT', `/connections/${connection}/transfers`, {})
  const turned = answer.parse(transfersOnAnswer)
  if (!('redirectTo' in turned)) throw new Error('the bank was not asked')
  askedFor = new URL(turned.redirectTo).searchParams.get('scope')
  await visitCallback(jonas, await walkBank(turned.redirectTo, 'Jonas'))
}

/** No statement of the program reaches the database any more, whatever it still tries; another one starts. */
async function crash(): Promise<void> {
  crashed = skrin
  await skrin.context.db.destroy()
  skrin = await start(skrin.clock)
}

const moved = () => sandbox.world.moves().slice(movedBefore)
const callsOf = (operation: string) => sandbox.journal.entries(bank, operation)

async function review(minor = 750_00): Promise<TransferOrder> {
  const { accounts } = (await jonas.api('GET', '/accounts')).parse(accountsAnswer)
  const idOf = (name: string) => accounts.find((one) => one.name === name)?.id
  const answer = await jonas.api('POST', '/transfer-orders', {
    from: idOf('Privatkonto'),
    to: idOf('Sparkonto'),
    amount: { minor, currency: 'SEK' },
    date: localDateIn('Europe/Stockholm', skrin.clock.now()),
    message: 'Till taket',
  })
  return answer.parse(transferReview).order
}

async function ask(verb: 'confirm' | 'check', { id }: TransferOrder): Promise<TransferOrder> {
  const answer = await jonas.api('POST', `/transfer-orders/${id}/${verb}`)
  return answer.parse(transferOrderAnswer).order
}

/** What the person does in the app. */
async function press({ approval }: TransferOrder, button: string): Promise<void> {
  if (approval?.kind !== 'app' || approval.link === null) throw new Error('no app to open')
  const visitor = createVisitor()
  const page = await visitor.open(approval.link, () => false)
  const [form] = readForms(page.text)
  if (!form) throw new Error(`no form on a page with status ${page.status}`)
  await visitor.submit(page, { form, button }, () => false)
}

describe('moving money through SEB', () => {
  it('T8: asks the bank for payments only where a person turned it on', async () => {
    const ingrid = await skrin.signIn('Ingrid')

    const redirectTo = await startAtBank(ingrid, { bank })

    expect(new URL(redirectTo).searchParams.get('scope')).toBe('psd2_accounts')
    expect(askedFor).toBe('psd2_accounts psd2_payments')
  })

  it('waits for the app, shows a code that changes, and is done when it is signed', async () => {
    const sent = await ask('confirm', await review())
    expect(sent).toMatchObject({ state: 'approval', reference: expect.any(String) })
    expect(moved()).toEqual([])
    skrin.clock.advance(1000)
    const again = await ask('check', sent)

    expect(again).toMatchObject({ state: 'approval', approval: { kind: 'app', askAfterMs: 1000 } })
    expect(again.approval).not.toEqual(sent.approval)
    await press(again, 'Approve')

    expect(await ask('check', sent)).toMatchObject({ state: 'done', knownBy: 'answer' })
    expect(moved()).toMatchObject([{ amountMinor: 750_00, message: 'Till taket' }])
  })

  it('is refused when the person refuses, and nothing moved', async () => {
    const sent = await ask('confirm', await review())
    await press(sent, 'Refuse')

    expect(await ask('check', sent)).toMatchObject({ state: 'refused', reason: 'approval_refused' })
    expect(moved()).toEqual([])
  })

  it('can be called off until it is signed', async () => {
    const sent = await ask('confirm', await review())

    const answer = await jonas.api('DELETE', `/transfer-orders/${sent.id}`)

    expect(answer.parse(transferOrderAnswer).order.state).toBe('cancelled')
    await expect(press(sent, 'Approve')).rejects.toThrow('no form')
    expect(moved()).toEqual([])
  })

  it('is done when it was signed in the moment in which it was called off', async () => {
    const sent = await ask('confirm', await review())
    await press(sent, 'Approve')

    const answer = await jonas.api('DELETE', `/transfer-orders/${sent.id}`)

    expect(answer.parse(transferOrderAnswer).order.state).toBe('done')
    expect(moved()).toHaveLength(1)
  })

  it('is unknown when the answer to the payment is lost, and found where none is signed', async () => {
    atBank.switches.signsOwnTransfers = false
    sandbox.faults.set({ bank, operation: 'payment', kind: 'lost_answer', times: 1 })

    const lost = await ask('confirm', await review(751_00))

    expect(lost).toMatchObject({ state: 'unknown', problem: 'bank_unreachable' })
    expect(await ask('confirm', lost)).toMatchObject({ state: 'unknown' })
    skrin.clock.advance(2 * 60_000)
    expect(await ask('check', lost)).toMatchObject({ state: 'done', knownBy: 'list' })
    expect(callsOf('payment')).toHaveLength(1)
    expect(moved()).toHaveLength(1)
  })
})

describe('a program that ends while the signature begins', () => {
  it('leaves a payment that the next one knows by its name', async () => {
    const sent = await review(752_00)
    sandbox.faults.set({ bank, operation: 'signing', kind: 'hang', times: 1 })
    const confirming = ask('confirm', sent).catch(() => null)
    await vi.waitFor(() => expect(callsOf('signing')).toHaveLength(1))

    await crash()
    await confirming
    skrin.clock.advance(2 * 60_000)
    jonas = skrin.browser()
    await jonas.api('POST', '/session', { name: 'Jonas', password: PASSWORD })

    const waiting = await ask('check', sent)
    expect(waiting).toMatchObject({ state: 'approval', reference: expect.any(String) })
    await press(waiting, 'Approve')
    expect(await ask('check', sent)).toMatchObject({ state: 'done' })
    expect(callsOf('payment')).toHaveLength(1)
    expect(moved()).toHaveLength(1)
  })
})
