import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { MessageKey } from '../../web/src/i18n/messages.ts'
import { checkThemes } from './harness/checkThemes.ts'
import { desktop } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { connectionCard } from './harness/places.ts'
import { fillTransfer } from './transferOrders/fillTransfer.ts'
import { startTransferWorld } from './transferOrders/transferWorld.ts'
import type { TransferWorld } from './transferOrders/transferWorld.ts'

const ingrid = 'Ingrid Lindvik'
const jonas = 'Jonas Lindvik'
const MINUTE_MS = 60_000

let world: TransferWorld
beforeAll(async () => {
  world = await startTransferWorld({
    [ingrid]: ['sparebank1', 'sbanken', 'aritma'],
    [jonas]: ['seb'],
  })
})
afterEach(() => {
  world.sandbox.faults.clear()
  world.takeMoves()
})
afterAll(() => world[Symbol.asyncDispose]())

const heading = (
  { page, texts }: Visit,
  key: MessageKey,
  values: Readonly<Record<string, string>> = {},
) => page.getByRole('heading', { level: 1, name: texts.text(key, values), exact: true }).waitFor()
const press = ({ page, texts }: Visit, key: MessageKey, values = {}) =>
  page
    .getByRole('button', { name: texts.text(key, values), exact: true })
    .last()
    .click()
const says = ({ page, texts }: Visit, key: MessageKey, values = {}) =>
  page.getByText(texts.text(key, values)).first().waitFor()
/** Nothing that axe finds, in light and dark. */
const looksRight = async (visit: Visit, name: string) =>
  expect(await checkThemes(visit, name, ['light', 'dark'])).toEqual([])

describe('at SpareBank 1, in English', () => {
  it('moves money once, whatever is pressed, loaded anew or gone back to', async () => {
    const visit = await world.enterToMove(ingrid, 'en')
    const { page, texts } = visit
    await heading(visit, 'move.title')
    await looksRight(visit, 'the form')
    await fillTransfer(visit, toSavings('250.50'))
    expect(await page.locator('pre').textContent()).toContain('250.50')
    await looksRight(visit, 'the review')
    const address = page.url()

    await page.getByRole('button', { name: texts.text('move.confirm') }).dblclick()
    await heading(visit, 'move.headDone')
    await looksRight(visit, 'the result')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')

    await page.goBack()
    await heading(visit, 'move.title')
    await page.goForward()
    await heading(visit, 'move.headDone')
    await page.reload()
    await heading(visit, 'move.headDone')
    const other = await visit.context.newPage()
    await other.goto(address)
    await heading({ ...visit, page: other }, 'move.headDone')
    expect(world.takeMoves()).toMatchObject([{ amountMinor: 250_50, message: 'To savings' }])
  })

  it('sends one review once, though two pages confirm it', async () => {
    const visit = await world.enterToMove(ingrid, 'en')
    await fillTransfer(visit, toSavings('111'))
    const other = await visit.context.newPage()
    await other.goto(visit.page.url())
    await heading({ ...visit, page: other }, 'move.headReviewed')

    await Promise.all([visit.page, other].map((page) => press({ ...visit, page }, 'move.confirm')))

    for (const page of [visit.page, other]) await heading({ ...visit, page }, 'move.headDone')
    expect(world.takeMoves()).toHaveLength(1)
  })

  it('is turned off and on where the bank is, and lets the limit be lowered', async () => {
    const visit = await world.enterToMove(ingrid, 'en', { viewport: desktop })
    const { page, texts } = visit
    await page.getByRole('button', { name: texts.text('move.limitChange'), exact: true }).click()
    await page.getByRole('dialog').locator('[name=amount]').fill('4000')
    await press(visit, 'move.limitSave')
    await says(visit, 'move.limitSaved')

    await page.goto(`${visit.url}/banks`)
    const card = connectionCard(visit, 'Sbanken')
    await card.getByRole('button', { name: texts.text('move.turnOff') }).click()
    await press(visit, 'move.turnOff')
    await card.getByRole('button', { name: texts.text('move.turnOn') }).click()
    await says(visit, 'move.turnOnTitle', { bank: 'Sbanken' })
    await looksRight(visit, 'turning it on')
    await press(visit, 'move.turnOn')
    await card.getByText(texts.text('move.isOn')).waitFor()
  })

  function toSavings(amount: string) {
    return { from: 'Felles husholdning', to: 'Feriesparing', amount, message: 'To savings' }
  }
})

it('says in Swedish why the bank said no, and moves nothing', async () => {
  const refusal = { bank: 'sparebank1', operation: 'transfer', kind: 'refuse' } as const
  world.sandbox.faults.set({ ...refusal, value: 'insufficient.funds' })
  const visit = await world.enterToMove(ingrid, 'sv')
  await fillTransfer(visit, {
    from: 'Felles husholdning',
    to: 'Feriesparing',
    amount: '99,90',
    message: 'Sparande',
  })

  await press(visit, 'move.confirm')

  await says(visit, 'refusals.insufficient_funds')
  await says(visit, 'move.nothingMoved')
  await looksRight(visit, 'a refusal')
  expect(world.takeMoves()).toEqual([])
})

describe('at SEB, in Swedish', () => {
  const transfer = { from: 'Privatkonto', to: 'Sparkonto', amount: '345,50', message: 'Till taket' }

  it('is signed in the app, which reads a code or a link', async () => {
    const visit = await world.enterToMove(jonas, 'sv')
    await fillTransfer(visit, transfer)
    await press(visit, 'move.confirmApp')
    await heading(visit, 'move.headApproval', { bank: 'SEB' })
    await visit.page.getByRole('img', { name: visit.texts.text('move.qr') }).waitFor()
    await looksRight(visit, 'the code')
    expect(world.takeMoves()).toEqual([])

    await decideInApp(visit, 0)

    await heading(visit, 'move.headDone')
    expect(world.takeMoves()).toMatchObject([{ amountMinor: 345_50, message: 'Till taket' }])
  })

  it('moves nothing when it is called off, also after the page was loaded anew', async () => {
    const visit = await world.enterToMove(jonas, 'sv')
    await fillTransfer(visit, transfer)
    await press(visit, 'move.confirmApp')
    await visit.page.getByRole('img', { name: visit.texts.text('move.qr') }).waitFor()
    await visit.page.reload()
    await visit.page.getByRole('img', { name: visit.texts.text('move.qr') }).waitFor()

    await press(visit, 'move.callOff')
    await press(visit, 'move.callOff')

    await heading(visit, 'move.headCancelled')
    expect(world.takeMoves()).toEqual([])
  })

  /** On the same device, which has an app: here the page that stands for it. */
  async function decideInApp({ page, context, texts }: Visit, button: number): Promise<void> {
    const link = page.getByRole('link', { name: texts.text('move.openHere') })
    const app = await context.newPage()
    await app.goto((await link.getAttribute('href')) ?? '')
    await app.getByRole('button').nth(button).click()
    await app.getByRole('status').waitFor()
    await app.close()
  }
})

describe('through Aritma, in Norwegian', () => {
  const transfer = { from: 'Regningskonto', to: 'Sparekonto', amount: '1 250', message: 'Buffer' }

  it.each([
    ['Approve', 'move.headDone', 1],
    ['Refuse', 'move.headRefused', 0],
  ] as const)('is decided on the page of the bank: %s', async (button, end, moves) => {
    const visit = await world.enterToMove(ingrid, 'nb')
    await fillTransfer(visit, transfer)
    const name = await bankNameOf(visit.page, visit)

    await press(visit, 'move.confirmPage', { bank: name })
    await visit.page.waitForURL((url) => url.origin === world.sandbox.origin)
    await visit.page.getByRole('button', { name: button }).click()

    await visit.page.waitForURL((url) => url.pathname.startsWith('/move/'))
    await heading(visit, end, { bank: name })
    expect(world.takeMoves()).toHaveLength(moves)
  })

  /** A service bears the name of the bank behind it, where one was chosen. */
  async function bankNameOf(page: Page, { texts }: Visit): Promise<string> {
    const [before = ''] = texts.text('move.confirmPage', { bank: '|' }).split('|')
    const button = await page.getByRole('button', { name: before }).innerText()
    return button.slice(before.length)
  }
})

describe('at Sbanken, in Norwegian, where nobody heard the answer', () => {
  const transfer = { from: 'Høyrentekonto', to: 'Brukskonto', amount: '500', message: 'Sparing' }
  const bank = 'Sbanken'

  it('finds at the bank what was moved', async () => {
    world.sandbox.faults.set({ bank: 'sbanken', operation: 'transfer', kind: 'lost_answer' })
    const visit = await world.enterToMove(ingrid, 'nb')
    await fillTransfer(visit, transfer)
    await press(visit, 'move.confirm')
    await heading(visit, 'move.headUnknown')
    await looksRight(visit, 'an unknown end')
    world.sandbox.faults.clear()

    await press(visit, 'move.lookUp', { bank })

    await heading(visit, 'move.headDone')
    await says(visit, 'move.doneByList', { bank })
    expect(world.takeMoves()).toHaveLength(1)
  })

  it('lets the person decide, and only then try again', async () => {
    // The bank allows few calls a minute.
    world.skrin.clock.advance(2 * MINUTE_MS)
    world.sandbox.faults.set({ bank: 'sbanken', operation: 'transfer', kind: 'reset' })
    const visit = await world.enterToMove(ingrid, 'nb')
    const { page, texts } = visit
    await fillTransfer(visit, { ...transfer, amount: '432' })
    await press(visit, 'move.confirm')
    await heading(visit, 'move.headUnknown')
    world.sandbox.faults.clear()
    await page.goto(visit.url)
    await page.getByText(texts.plural('overview.moveUnknown', 1)).waitFor()
    await page.getByRole('link', { name: texts.text('overview.moveSee') }).click()
    await heading(visit, 'move.headUnknown')

    world.skrin.clock.advance(2 * MINUTE_MS)
    await press(visit, 'move.lookUp', { bank })
    await page.getByRole('button', { name: texts.text('move.absent') }).click()
    await press(visit, 'move.absent')
    await heading(visit, 'move.headAbsent')
    await page.getByRole('link', { name: texts.text('move.again') }).click()
    expect(world.takeMoves()).toEqual([])

    await press(visit, 'move.review')
    await heading(visit, 'move.headReviewed')
    await press(visit, 'move.confirm')
    await heading(visit, 'move.headDone')
    expect(world.takeMoves()).toMatchObject([{ amountMinor: 432_00 }])
  })
})
