import { registeredBanks } from '@skrin/bff/context'
import type { Language } from '../../web/src/i18n/language.ts'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectBank } from '../flows/harness/walkBank.ts'
import { checkThemes } from './harness/checkThemes.ts'
import type { Theme } from './harness/checkThemes.ts'
import { desktop, phone } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { goTo } from './harness/places.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'

const me = 'Ingrid Lindvik'
const bank = registeredBanks.find(({ manifest }) => manifest.access === 'redirect')?.manifest

let world: E2eWorld
beforeAll(async () => {
  world = await startWorld()
  const browser = await world.skrin.signIn(me)
  const { people, accountsOf } = world.sandbox.world
  const person = people.find((one) => accountsOf(one.id, bank?.id ?? '').length > 1)
  await connectBank(browser, bank?.id ?? '', person?.name ?? '')
  await browser.api('GET', '/accounts')
  await world.skrin.context.refresher.settle()
})
afterAll(() => world[Symbol.asyncDispose]())

const rowsOf = ({ page, texts }: Visit): Locator =>
  page.getByRole('list', { name: texts.text('transactions.title') }).getByRole('button')
const dialogOf = ({ page }: Visit): Locator => page.getByRole('dialog').last()

/** Types a few letters of a category's name into the picker that is open, and takes the first. */
async function pick(visit: Visit, name: string): Promise<void> {
  const { page, texts } = visit
  const field = dialogOf(visit).getByRole('textbox', { name: texts.text('categories.choose') })
  await field.fill(name.slice(0, 6))
  await dialogOf(visit).getByRole('option', { name }).waitFor()
  await page.keyboard.press('Enter')
  await field.waitFor({ state: 'detached' })
}

it('goes from a chart to a row, says what it is for, always and of several at once', async () => {
  const visit = await world.enter(me)
  const { page, texts } = visit
  const gifts = texts.text('categoryNames.gifts')
  const travel = texts.text('categoryNames.travel')

  await goTo(visit, 'insights')
  const spending = page.getByRole('region', { name: texts.text('insights.categories') })
  await spending.getByRole('link').first().click()
  await rowsOf(visit).first().click()
  const panel = dialogOf(visit)
  await panel.getByRole('button', { name: /category/ }).click()
  await pick(visit, gifts)
  await panel.getByText(gifts).waitFor()

  await panel.getByRole('button', { name: /^Always for/ }).click()
  const form = dialogOf(visit)
  await form
    .getByRole('status')
    .filter({ hasText: /would change/ })
    .waitFor()
  await form.getByRole('button', { name: texts.text('rules.save') }).click()
  await page.getByText(/^Saved\./).waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })

  await page.goto(`${visit.url}/transactions`)
  await page.getByRole('button', { name: texts.text('transactions.select') }).click()
  await rowsOf(visit).nth(0).click()
  await rowsOf(visit).nth(2).click()
  const bar = page.getByRole('region', { name: texts.text('bulk.title') })
  expect(await bar.getByRole('status').innerText()).toBe(texts.plural('bulk.chosen', 2))
  await bar.getByRole('button', { name: texts.text('categories.category') }).click()
  await pick(visit, travel)
  await page.getByText(texts.plural('bulk.changed', 2)).waitFor()
  await expect.poll(() => rowsOf(visit).nth(2).innerText()).toContain(travel)

  await page.goto(`${visit.url}/settings/rules`)
  await page.getByRole('main').getByText(gifts).waitFor()
})

it('deletes a row for good, and brings it back', async () => {
  const visit = await world.enter(me)
  const { texts } = visit
  await goTo(visit, 'transactions')
  await rowsOf(visit).first().click()
  const panel = dialogOf(visit)
  const heading = await panel.getByRole('heading', { level: 2 }).innerText()

  await panel.getByRole('button', { name: texts.text('history.delete') }).click()
  await dialogOf(visit)
    .getByRole('button', { name: texts.text('history.deleteAction'), exact: true })
    .click()
  await panel.getByText(texts.text('history.deleted')).waitFor()
  await panel.getByRole('button', { name: texts.text('history.restore') }).click()
  await panel.getByRole('button', { name: texts.text('history.delete') }).waitFor()

  expect(await panel.getByRole('heading', { level: 2 }).innerText()).toBe(heading)
})

interface Screen {
  readonly name: string
  open(visit: Visit): Promise<unknown>
}

/** Each from the one before, with few pages loaded. */
const screens: readonly Screen[] = [
  {
    name: 'insights',
    async open({ page, url }) {
      await page.goto(`${url}/insights`)
      await page.getByRole('img').nth(1).waitFor()
      await page.getByRole('table').first().waitFor()
    },
  },
  {
    name: 'insights as tables',
    async open({ page, texts }) {
      await page.getByText(texts.text('insights.asTable')).first().click()
      await page.getByText(texts.text('insights.asTable')).last().click()
    },
  },
  {
    name: 'a transaction with what was told of it',
    async open(visit) {
      await visit.page.goto(`${visit.url}/transactions`)
      await rowsOf(visit).nth(8).click()
      await dialogOf(visit).getByText(visit.texts.text('history.title')).click()
      await dialogOf(visit).getByText(visit.texts.text('history.reason_first')).waitFor()
    },
  },
  {
    name: 'a rule in the making',
    async open(visit) {
      const [before = ''] = visit.texts.text('categories.alwaysLike').split('{')
      await dialogOf(visit).getByRole('button', { name: before.trim() }).click()
      await dialogOf(visit)
        .getByRole('heading', { name: visit.texts.text('rules.preview') })
        .waitFor()
      await dialogOf(visit).getByText(visit.texts.text('rules.more')).click()
    },
  },
  {
    name: 'the picker',
    async open(visit) {
      const name = new RegExp(`^${visit.texts.text('categories.category')}: `)
      await dialogOf(visit).getByRole('button', { name }).click()
      await dialogOf(visit).getByRole('option').first().waitFor()
    },
  },
  {
    name: 'several ticked',
    async open(visit) {
      const { page, texts } = visit
      await page.goto(`${visit.url}/transactions`)
      await page.getByRole('button', { name: texts.text('transactions.select') }).click()
      await rowsOf(visit).first().click()
      await page.getByRole('region', { name: texts.text('bulk.title') }).waitFor()
    },
  },
  {
    name: 'rules',
    async open({ page, url, texts }) {
      await page.goto(`${url}/settings/rules`)
      await page.getByRole('heading', { name: texts.text('rules.categories') }).waitFor()
    },
  },
  {
    name: 'questions',
    async open({ page, url, texts }) {
      await page.goto(`${url}/transactions/review`)
      await page.getByText(texts.text('review.none')).waitFor()
    },
  },
]

it.each<[Language, 'desktop' | 'phone', Theme[]]>([
  ['en', 'desktop', ['light', 'dark']],
  ['nb', 'phone', ['dark']],
  ['sv', 'phone', ['light']],
])('has nothing for axe to find in %s on a %s (%s)', async (language, size, themes) => {
  const viewport = size === 'phone' ? phone : desktop
  const visit = await world.enter(me, { language, viewport })
  const found: string[] = []

  for (const screen of screens) {
    await screen.open(visit)
    found.push(...(await checkThemes(visit, screen.name, themes)))
  }

  expect(found).toEqual([])
})
