import { createTestPlace } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { accountsAnswer } from '@skrin/shared/api/accounts'
import type { Account } from '@skrin/shared/api/accounts'
import { transferOrderAnswer, transferReview } from '@skrin/shared/api/transferOrders'
import type { TransferOrder } from '@skrin/shared/api/transferOrders'
import { localDateIn } from '@skrin/shared/dates'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAritmaSandbox } from '../sandbox/banks/aritma/aritma.ts'
import type { AritmaSandbox } from '../sandbox/banks/aritma/aritma.ts'
import { defaultSwitches } from '../sandbox/banks/aritma/switches.ts'
import { readForms } from '../sandbox/demo/readForms.ts'
import { createVisitor } from '../sandbox/demo/visitor.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { createTestClock } from './harness/testClock.ts'
import type { TestClock } from './harness/testClock.ts'
import { connectBank } from './harness/walkBank.ts'

// A token that is renewed with more, a page of the bank, and maybe others who have to approve as well.
const bank = 'aritma'

let sandbox: Sandbox
let atBank: AritmaSandbox
let skrin: Skrin
let crashed: Skrin | undefined
let ingrid: Browser
let connection: string
let movedBefore: number
let place: TestPlace

beforeAll(async () => {
  const clock = createTestClock()
  const aritma = async (kit: Parameters<typeof createAritmaSandbox>[0]) => {
    atBank = await createAritmaSandbox(kit)
    return atBank
  }
  sandbox = await startSandbox({ now: () => clock.now(), banks: { aritma } })
  place = await createTestPlace('sqlite')
  skrin = await start(clock)
  ingrid = await skrin.signIn('Ingrid')
  connection = await connectBank(ingrid, bank, 'Ingrid')
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

const turnOn = () => ingrid.api('PUT', `/connections/${connection}/transfers`)
function start(clock: TestClock): Promise<Skrin> {
  const env = { ...place.env, ...sandbox.env, SKRIN_TRANSFERS: 'on' }
  return startSkrin({ place, env, clock, transportLimits: { totalMs: 2000 } })
}

/** No statement of the program reaches the database any more, whatever it still tries; another one starts. */
async function crash(): Promise<void> {
  crashed = skrin
  await skrin.context.db.destroy()
  skrin = await start(skrin.clock)
  const { cookies } = ingrid
  ingrid = skrin.browser()
  for (const [name, value] of cookies) ingrid.cookies.set(name, value)
}

const moved = () => sandbox.world.moves().slice(movedBefore)
const scopes = () => sandbox.journal.entries(bank, 'token').map(({ form }) => form['scope'])
const listAccounts = async () =>
  (await ingrid.api('GET', '/accounts')).parse(accountsAnswer).accounts
const idOf = (accounts: readonly Account[], name: string) =>
  accounts.find((one) => one.name === name)?.id

async function review(minor = 750_00): Promise<TransferOrder> {
  const accounts = await listAccounts()
  const answer = await ingrid.api('POST', '/transfer-orders', {
    from: idOf(accounts, 'Regningskonto'),
    to: idOf(accounts, 'Sparekonto'),
    amount: { minor, currency: 'NOK' },
    date: localDateIn('Europe/Oslo', skrin.clock.now()),
    message: 'Til taket',
  })
  return answer.parse(transferReview).order
}

async function ask(
  verb: 'confirm' | 'check' | 'decide',
  { id }: TransferOrder,
  body?: object,
): Promise<TransferOrder> {
  const answer = await ingrid.api('POST', `/transfer-orders/${id}/${verb}`, body)
  return answer.parse(transferOrderAnswer).order
}

/** What the person does on the bank's page; gives where they come back to. */
async function press({ approval }: TransferOrder, button: string): Promise<URL> {
  if (approval?.kind !== 'page') throw new Error('no page to go to')
  const visitor = createVisitor()
  const isBack = (url: URL) => url.href.startsWith(skrin.url)
  const page = await visitor.open(approval.url, isBack)
  const [form] = readForms(page.text)
  if (!form) throw new Error(`no form on a page with status ${page.status}`)
  return (await visitor.submit(page, { form, button }, isBack)).url
}

describe('moving money through Aritma', () => {
  it('T8: asks for a token that can pay only when a person turned it on', async () => {
    atBank.expireAccessTokens()
    await ingrid.api('POST', `/connections/${connection}/refresh`)
    expect(scopes()).toEqual(['banking.channel.psd2 banking.ais.read'])

    await turnOn()
    await ask('confirm', await review())

    expect(scopes()).toEqual(['banking.channel.psd2 banking.ais.read', 'api'])
  })

  it('goes over the page of the bank, and is done when the bank says so', async () => {
    await turnOn()
    const reviewed = await review()

    const sent = await ask('confirm', reviewed)
    expect(sent).toMatchObject({ state: 'approval', reference: expect.any(String) })
    expect(moved()).toEqual([])

    const back = await press(sent, 'Approve')
    expect(back.href).toBe(`${skrin.url}/move/${reviewed.id}`)
    expect(await ask('check', sent)).toMatchObject({ state: 'processing', warnings: [] })
    expect(await ask('check', sent)).toMatchObject({ state: 'done', knownBy: 'answer' })
    expect(moved()).toMatchObject([{ amountMinor: 750_00, message: 'Til taket' }])
  })

  it('says that others have to approve too, as long as that is so', async () => {
    await turnOn()
    Object.assign(atBank.switches, { approvers: 2, paymentPolls: 0 })
    const sent = await ask('confirm', await review())
    await press(sent, 'Approve')

    expect(await ask('check', sent)).toMatchObject({
      state: 'processing',
      warnings: ['more_approvals'],
    })
    atBank.approveByOthers()

    expect(await ask('check', sent)).toMatchObject({ state: 'done', warnings: [] })
  })

  it('keeps no page that approves: each check gives another', async () => {
    await turnOn()
    const sent = await ask('confirm', await review())

    const again = await ask('check', sent)

    expect(again.approval).not.toEqual(sent.approval)
    await press(again, 'Refuse')
    expect(await ask('check', sent)).toMatchObject({ state: 'refused', reason: 'approval_refused' })
    expect(moved()).toEqual([])
  })

  it('M5: is unknown when the answer to the payment is lost, and found where own accounts are exempt', async () => {
    await turnOn()
    atBank.switches.exemptsOwnAccounts = 'atCreation'
    sandbox.faults.set({ bank, operation: 'payments', kind: 'lost_answer', times: 1 })

    const lost = await ask('confirm', await review(751_00))
    expect(lost).toMatchObject({ state: 'unknown', problem: 'bank_unreachable' })
    expect(await ask('confirm', lost)).toMatchObject({ state: 'unknown' })
    skrin.clock.advance(2 * 60_000)

    expect(await ask('check', lost)).toMatchObject({ state: 'done', knownBy: 'list' })
    expect(sandbox.journal.entries(bank, 'payments')).toHaveLength(1)
    expect(moved()).toHaveLength(1)
  })

  it('M5: stays unknown where nobody could approve it, until the person has looked', async () => {
    await turnOn()
    sandbox.faults.set({ bank, operation: 'payments', kind: 'lost_answer', times: 1 })

    const lost = await ask('confirm', await review(752_00))
    expect(lost).toMatchObject({ state: 'unknown', problem: 'bank_unreachable' })
    skrin.clock.advance(2 * 60_000)
    expect(await ask('check', lost)).toMatchObject({ state: 'unknown', knownBy: null })
    const decided = await ask('decide', lost, { decision: 'did_not_happen' })
    expect(decided).toMatchObject({ state: 'unknown', decision: 'did_not_happen' })
    await press(await ask('confirm', await review(752_00)), 'Approve')

    expect(sandbox.journal.entries(bank, 'payments')).toHaveLength(2)
    expect(moved()).toHaveLength(1)
  })

  it('finds what became of a payment whose approval began unheard', async () => {
    await turnOn()
    sandbox.faults.set({ bank, operation: 'authorizations', kind: 'lost_answer', times: 1 })

    const sent = await ask('confirm', await review())
    expect(sent).toMatchObject({ state: 'processing', reference: expect.any(String) })
    await press(await ask('check', sent), 'Approve')
    await ask('check', sent)

    expect(await ask('check', sent)).toMatchObject({ state: 'done' })
    expect(moved()).toHaveLength(1)
  })

  it('can be called off at the bank until it is approved', async () => {
    await turnOn()
    const sent = await ask('confirm', await review())

    const answer = await ingrid.api('DELETE', `/transfer-orders/${sent.id}`)

    expect(answer.parse(transferOrderAnswer).order.state).toBe('cancelled')
    await expect(press(sent, 'Approve')).rejects.toThrow(/410/)
    expect(moved()).toEqual([])
  })
})

describe('a program that ends while the approval begins', () => {
  it('leaves a payment that the next one knows by its name', async () => {
    await turnOn()
    const sent = await review()
    sandbox.faults.set({ bank, operation: 'authorizations', kind: 'hang', times: 1 })
    const confirming = ask('confirm', sent).catch(() => null)
    await vi.waitFor(() => expect(sandbox.journal.entries(bank, 'authorizations')).toHaveLength(1))

    await crash()
    await confirming
    skrin.clock.advance(2 * 60_000)

    const page = await ask('check', sent)
    expect(page).toMatchObject({ state: 'approval', reference: expect.any(String) })
    await press(page, 'Approve')
    await ask('check', sent)
    expect(await ask('check', sent)).toMatchObject({ state: 'done' })
    expect(sandbox.journal.entries(bank, 'payments')).toHaveLength(1)
    expect(moved()).toHaveLength(1)
  })
})
