import { registeredBanks } from '@skrin/bff/context'
import type { SandboxChoice } from '../sandbox/kit/sandboxBank.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkThemes } from './harness/checkThemes.ts'
import { chooseBank } from './harness/chooseBank.ts'
import { confirmConnect, connectBank } from './harness/connectBank.ts'
import { readFocus } from './harness/focus.ts'
import { phone } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { bankCard, connectionCard, goTo } from './harness/places.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'

const me = 'Jonas Lindvik'
const service = registeredBanks
  .map(({ manifest }) => manifest)
  .find(({ choices }) => choices.some(({ source }) => source === 'bank'))
const MINUTE_MS = 60_000

const toChoice = (country: SandboxChoice['country'], label: string): SandboxChoice => ({
  name: 'bank',
  value: `${country}/${label}`,
  label,
  country,
})
const dnb = toChoice('NO', 'DNB')
const swedish = toChoice('SE', 'Länsförsäkringar')
const beta = toChoice('NO', 'Bulder Bank')
const down = toChoice('FI', 'S-Pankki')

let world: E2eWorld
beforeAll(async () => void (world = await startWorld()))
// Past every budget's window, and past the time for which an answer counts as fresh.
beforeEach(() => world.skrin.clock.advance(70 * MINUTE_MS))
afterEach(() => world.sandbox.faults.clear())
afterAll(() => world[Symbol.asyncDispose]())

function requireService() {
  if (!service) throw new RangeError('no bank is a service')
  return service
}

/** Whom the service was asked for, in order. */
function askedFor(): unknown[] {
  const { id } = requireService()
  const starts = world.sandbox.journal.entries(id, 'auth')
  return starts.map(({ form }) => form['aspsp'])
}

async function openPicker(visit: Visit): Promise<void> {
  await visit.page.goto(`${visit.url}/banks?connect=${requireService().id}`)
  await visit.page.getByRole('listbox').getByRole('option').first().waitFor()
}

describe('one person with two banks through one service', () => {
  it('has a connection for each, named after the bank, and renews one by itself', async () => {
    const visit = await world.enter(`${me} twice`)
    const { page, texts } = visit
    const bank = requireService()
    await connectBank(visit, bank, { person: me, choice: dnb })
    await page.getByRole('main').getByRole('listitem').first().waitFor()

    // The second one without the letters that only a Swedish keyboard has.
    await goTo(visit, 'banks')
    const another = new RegExp(`^${texts.text('banks.connectAnotherBank')}`)
    await bankCard(visit, bank.name).getByRole('button', { name: another }).click()
    const list = page.getByRole('dialog', { name: texts.text('banks.chooseBank') })
    await list.getByLabel(texts.text('banks.chooseCountry')).selectOption(swedish.country)
    await list.getByRole('option', { name: swedish.label }).waitFor()
    await list.getByRole('combobox', { name: texts.text('banks.chooseSearch') }).fill('lansf')
    await page.keyboard.press('Enter')
    await confirmConnect(visit, bank, { person: me, choice: swedish })
    await page.getByRole('main').getByRole('listitem').first().waitFor()

    // Each under its own name, with the service beneath.
    await goTo(visit, 'overview')
    for (const { label } of [dnb, swedish])
      await page.getByRole('region', { name: label }).waitFor()
    await goTo(visit, 'banks')
    const through = texts.text('banks.through', { service: bank.name })
    for (const { label } of [dnb, swedish])
      await connectionCard(visit, label).getByText(through).waitFor()

    // Renewed with what was chosen, which is not asked for again.
    await connectionCard(visit, swedish.label)
      .getByRole('button', { name: texts.text('banks.renew') })
      .click()
    const title = texts.text('banks.renewTitle', { bank: swedish.label })
    await page.getByRole('dialog', { name: title }).waitFor()
    expect(await page.getByRole('listbox').count()).toBe(0)
    await confirmConnect(visit, bank, { person: me, choice: swedish })
    await goTo(visit, 'banks')
    const mine = page.getByRole('region', { name: texts.text('banks.mine') })
    await connectionCard(visit, dnb.label).waitFor()

    expect(await mine.getByRole('article').count()).toBe(2)
    expect(askedFor()).toEqual([
      { name: dnb.label, country: 'NO' },
      { name: swedish.label, country: 'SE' },
      { name: swedish.label, country: 'SE' },
    ])
  })
})

describe('what fails', () => {
  it('is the service, while the banks behind it cannot even be listed', async () => {
    const bank = requireService()
    // Past the hours for which a list is kept.
    world.skrin.clock.advance(7 * 60 * MINUTE_MS)
    const visit = await world.enter(`${me} too early`)
    const { page, texts } = visit
    visit.watch.expect(/Failed to load resource/)
    world.sandbox.faults.set({ bank: bank.id, operation: 'aspsps', kind: 'unavailable', times: 1 })

    await page.goto(`${visit.url}/banks?connect=${bank.id}`)
    const words = texts.text('outcomes.bank_unavailable', { bank: bank.name, asked: '' })
    await page.getByRole('alert').getByText(words).waitFor()
    await page.getByRole('button', { name: texts.text('ui.tryAgain') }).click()

    await page.getByRole('listbox').getByRole('option').first().waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('is the bank, while the service works', async () => {
    const bank = requireService()
    const visit = await world.enter(`${me} at a bank that is down`)
    const { page, texts } = visit

    await connectBank(visit, bank, { person: me, choice: down })

    const words = texts.text('outcomes.bank_behind_unavailable', { bank: down.label, asked: '' })
    await page.getByText(words.slice(0, -1)).waitFor()
    await goTo(visit, 'banks')
    await connectionCard(visit, down.label).getByText(words).waitFor()
  })
})

describe('choosing a bank', () => {
  it.each([
    { language: 'en', viewport: phone },
    { language: 'nb', viewport: phone },
    { language: 'sv', viewport: phone },
  ] as const)('is clear and accessible in $language on a phone', async (look) => {
    const visit = await world.enter(me, look)
    const { page, texts } = visit
    await openPicker(visit)

    expect(await checkThemes(visit, 'list', ['light', 'dark'])).toEqual([])
    expect(await overflow(visit)).toBe(0)
    expect((await readFocus(page)).at).toContain('input')
    await chooseBank(visit, beta)
    const dialog = page.getByRole('dialog', {
      name: texts.text('banks.connectTitle', { bank: beta.label }),
    })
    await dialog.getByText(texts.text('banks.optionBeta')).waitFor()
    await dialog.getByText(texts.plural('banks.renewalNote', 180)).waitFor()

    expect(await checkThemes(visit, 'steps', ['light', 'dark'])).toEqual([])
    expect(await overflow(visit)).toBe(0)
    // What has the focus is in the dialog that is open now, not where the list was opened.
    expect(await dialog.evaluate((panel) => panel.contains(document.activeElement))).toBe(true)
  })

  it('is left with Escape, and begun anew by “another bank”', async () => {
    const visit = await world.enter(me)
    const { page, texts } = visit
    await openPicker(visit)
    await chooseBank(visit, dnb)
    await page.getByRole('button', { name: texts.text('banks.chooseOther') }).click()
    await page.getByRole('listbox').getByRole('option').first().waitFor()

    await page.keyboard.press('Escape')

    await page.waitForURL(`${visit.url}/banks`)
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})

function overflow({ page }: Visit): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
}
