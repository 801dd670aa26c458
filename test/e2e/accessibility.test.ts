import { registeredBanks } from '@skrin/bff/context'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../../web/src/i18n/language.ts'
import { connectBank, toBankRequest } from '../flows/harness/walkBank.ts'
import { PASSWORD, startSkrin } from '../flows/harness/startSkrin.ts'
import type { Skrin } from '../flows/harness/startSkrin.ts'
import { people } from '../sandbox/world/household.ts'
import { readFocus, tabThrough, tabTo } from './harness/focus.ts'
import { checkThemes } from './harness/checkThemes.ts'
import type { Theme } from './harness/checkThemes.ts'
import { desktop, openSkrin, phone } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { bankCard, connectionCard } from './harness/places.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'

const me = 'Ingrid Lindvik'
const newcomer = 'Emma Lindvik'
const banks = registeredBanks.map(({ manifest }) => manifest)
const renewable = banks.find(({ access }) => access === 'redirect')

const withChoices = banks.find(({ choices }) => choices.some(({ source }) => source === 'list'))
const service = banks.find(({ choices }) => choices.some(({ source }) => source === 'bank'))

let connection: string
let world: E2eWorld
let empty: Skrin
let demo: Skrin
beforeAll(async () => {
  world = await startWorld()
  const browser = await world.skrin.signIn(me)
  const { people: customers, accountsOf } = world.sandbox.world
  for (const { id } of banks) {
    const person = customers.find((one) => accountsOf(one.id, id).length > 1)
    const request = toBankRequest(id, world.sandbox.banks.get(id)?.chosen)
    connection = await connectBank(browser, request, person?.name ?? '')
  }
  await browser.api('GET', '/accounts')
  empty = await startSkrin()
  demo = await startSkrin({ demoMembers: people.map(({ id, name, role }) => ({ id, name, role })) })
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await empty.stop()
  await demo.stop()
})

interface Screen {
  readonly name: string
  /** Where it exists; both unless said. */
  readonly only?: 'desktop' | 'phone'
  /** Brings it up, from any other screen. */
  open(visit: Visit): Promise<unknown>
}

const show = async ({ page, url }: Visit, path: string) => {
  await page.goto(url + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
}
const rowsOf = ({ page, texts }: Visit) =>
  page.getByRole('list', { name: texts.text('transactions.title') }).getByRole('button')
const press = async (visit: Visit, path: string, key: string) => {
  await show(visit, path)
  await visit.page.keyboard.press(key)
  await visit.page.getByRole('dialog').waitFor()
}

const screens: readonly Screen[] = [
  {
    name: 'overview',
    async open(visit) {
      await show(visit, '/')
      await visit.page
        .getByRole('region', { name: banks[0]?.name ?? '' })
        .getByRole('link')
        .first()
        .waitFor()
    },
  },
  {
    name: 'account',
    async open(visit) {
      await show(visit, '/')
      await visit.page
        .getByRole('region', { name: banks[0]?.name ?? '' })
        .getByRole('link')
        .first()
        .click()
      await rowsOf(visit).first().waitFor()
    },
  },
  {
    name: 'transaction with the bank’s own answer',
    async open(visit) {
      await show(visit, '/transactions')
      await rowsOf(visit).first().click()
      await visit.page.getByRole('dialog').getByText(visit.texts.text('transactions.raw')).click()
    },
  },
  {
    name: 'transactions',
    async open(visit) {
      await show(visit, '/transactions?q=a&direction=out')
      await rowsOf(visit).first().waitFor()
    },
  },
  {
    name: 'filter sheet',
    only: 'phone',
    async open(visit) {
      const { page, texts } = visit
      await show(visit, '/transactions')
      await page.getByRole('button', { name: texts.text('transactions.filter') }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'no transaction found',
    async open(visit) {
      await show(visit, '/transactions?q=xyzzy')
      await visit.page.getByText(visit.texts.text('transactions.noMatch')).waitFor()
    },
  },
  {
    name: 'banks, after a refusal',
    async open(visit) {
      await show(visit, `/banks?problem=connect_denied&bank=${renewable?.id}`)
      await connectionCard(visit, renewable?.name ?? '').waitFor()
      await bankCard(visit, renewable?.name ?? '').waitFor()
      await visit.page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'connect dialog',
    async open(visit) {
      await visit.page.goto(`${visit.url}/banks?connect=${withChoices?.id}`)
      await visit.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'choice of a bank',
    open: async ({ page, url }) => {
      await page.goto(`${url}/banks?connect=${service?.id}`)
      await page.getByRole('listbox').getByRole('option').first().waitFor()
    },
  },
  {
    name: 'disconnect dialog',
    async open(visit) {
      await show(visit, '/banks')
      const word = visit.texts.text('banks.disconnect')
      await connectionCard(visit, renewable?.name ?? '')
        .getByRole('button', { name: word })
        .click()
      await visit.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'bank that is connected',
    async open(visit) {
      await show(visit, `/banks/connected?connection=${connection}`)
      await visit.page.getByRole('main').getByRole('listitem').first().waitFor()
    },
  },
  { name: 'settings', open: (visit) => show(visit, '/settings') },
  { name: 'nothing here', open: (visit) => show(visit, '/nowhere') },
  { name: 'command palette', open: (visit) => press(visit, '/settings', 'Control+k') },
  { name: 'list of keys', open: (visit) => press(visit, '/settings', '?') },
  {
    name: 'more',
    only: 'phone',
    async open(visit) {
      const { page, texts } = visit
      await show(visit, '/settings')
      await page.getByRole('button', { name: texts.text('app.more') }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
]

const sizes = { desktop, phone }

describe('axe finds nothing', () => {
  it.each<[Language, 'desktop' | 'phone', Theme[]]>([
    ['en', 'desktop', ['light', 'dark']],
    ['en', 'phone', ['light', 'dark']],
    ['nb', 'phone', ['dark']],
    ['sv', 'desktop', ['light']],
  ])('in %s on any page of a %s (%s)', async (language, size, themes) => {
    const visit = await world.enter(me, { language, viewport: sizes[size] })
    const found: string[] = []

    for (const screen of screens.filter(({ only = size }) => only === size)) {
      await screen.open(visit)
      found.push(...(await checkThemes(visit, screen.name, themes)))
    }

    expect(found).toEqual([])
  })

  it.each<[Language, Theme[]]>([
    ['en', ['light', 'dark']],
    ['nb', ['dark']],
    ['sv', ['light']],
  ])('in %s before anybody or any bank is there (%s)', async (language, themes) => {
    const found: string[] = []
    for (const skrin of [empty, demo, world.skrin]) {
      const visit = await openSkrin(skrin.url, { language, viewport: phone })
      await show(visit, '/')
      found.push(...(await checkThemes(visit, visit.page.url(), themes)))
    }
    const visit = await world.enter(newcomer, { language, viewport: phone })
    for (const path of ['/', '/transactions', '/banks', '/banks/connected']) {
      await show(visit, path)
      await visit.page.getByRole('main').getByRole('paragraph').first().waitFor()
      found.push(...(await checkThemes(visit, `${path} without banks`, themes)))
    }

    expect(found).toEqual([])
  })
})

describe('axe finds nothing when', () => {
  it.each(['light', 'dark'] as const)('a bank fails (%s)', async (theme) => {
    const bank = 'seb'
    const name = `Jonas Lindvik, ${theme}`
    await connectBank(await world.skrin.signIn(name), bank, 'Jonas Lindvik')
    await world.skrin.context.refresher.settle()
    world.skrin.clock.advance(10 * 60_000)
    world.sandbox.faults.set({ bank, operation: 'accounts', kind: 'unavailable' })
    const visit = await world.enter(name, { viewport: phone })
    const { page, texts } = visit
    const trouble = page.locator('details', {
      hasText: texts.plural('transactions.troubled', 1),
    })
    // It stands open already when the trouble was known at the first paint.
    const isOpen = await trouble.evaluate((one) => one.hasAttribute('open'))
    if (!isOpen) await trouble.locator('summary').click()
    await page.getByRole('button', { name: texts.text('ui.tryAgain') }).waitFor()

    const found = await checkThemes(visit, 'overview', [theme])

    world.sandbox.faults.clear()
    expect(found).toEqual([])
  })
})

describe('with the keyboard alone', () => {
  const heading = (
    { page, texts }: Visit,
    key: 'overview.title' | 'banks.title' | 'settings.title' | 'transactions.title',
  ) => page.getByRole('heading', { level: 1, name: texts.text(key), exact: true })
  const hasFocus = (locator: Locator) =>
    expect.poll(() => locator.evaluate((one) => one === document.activeElement)).toBe(true)
  const palette = async ({ page, texts }: Visit, words: string) => {
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog', { name: texts.text('app.commands') })
    const field = dialog.getByRole('textbox', { name: texts.text('app.commands') })
    await hasFocus(field)
    await page.keyboard.type(words)
    const command = dialog.getByRole('option', { name: words }).first()
    const id = await command.getAttribute('id')
    await expect.poll(() => field.getAttribute('aria-activedescendant')).toBe(id)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
  }

  it('a person signs in, reads an account and a transaction, and comes back', async () => {
    const visit = await world.open()
    const { page, texts } = visit
    await page.goto(visit.url)
    await hasFocus(page.getByRole('textbox', { name: texts.text('session.name') }))
    await page.keyboard.type(me)
    await tabTo(page, page.getByLabel(texts.text('session.password')))
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await heading(visit, 'overview.title').waitFor()

    const account = page
      .getByRole('region', { name: banks[0]?.name ?? '' })
      .getByRole('link')
      .first()
    const name = await account.innerText()
    await tabTo(page, account)
    await page.keyboard.press('Enter')
    await hasFocus(page.getByRole('heading', { level: 1, name }))

    await rowsOf(visit).nth(1).waitFor()
    await page.keyboard.press('j')
    await hasFocus(rowsOf(visit).nth(0))
    await page.keyboard.press('j')
    await hasFocus(rowsOf(visit).nth(1))
    expect((await readFocus(page)).isSeen).toBe(true)
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog')
    await tabTo(page, panel.getByText(texts.text('transactions.raw')))
    await page.keyboard.press('Enter')
    await panel.getByRole('region', { name: texts.text('transactions.raw') }).waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await hasFocus(rowsOf(visit).nth(1))

    await page.goBack()
    await hasFocus(heading(visit, 'overview.title'))
  })

  it('a person skips to the content, searches and filters', async () => {
    const visit = await world.enter(me)
    const { page, texts } = visit
    await page.goto(visit.url)
    await heading(visit, 'overview.title').waitFor()
    await page.keyboard.press('Tab')
    await hasFocus(page.getByRole('link', { name: texts.text('app.skip') }))
    expect((await readFocus(page)).isSeen).toBe(true)
    await page.keyboard.press('Enter')
    await hasFocus(page.getByRole('main'))

    await page.keyboard.press('/')
    await hasFocus(page.getByRole('searchbox', { name: texts.text('transactions.search') }))
    await page.keyboard.type('kiwi')
    await page.waitForURL(/q=kiwi/)
    await rowsOf(visit).filter({ hasText: /kiwi/i }).first().waitFor()
    // Rows of before the search, among which one may fit, are replaced.
    await expect.poll(() => rowsOf(visit).filter({ hasNotText: /kiwi/i }).count()).toBe(0)
    await page.keyboard.press('ArrowDown')
    await hasFocus(rowsOf(visit).first())

    const filters = page.getByRole('complementary', { name: texts.text('transactions.filters') })
    const direction = filters.getByRole('group', {
      name: texts.text('transactions.direction'),
    })
    await tabTo(page, direction.getByRole('radio', { name: texts.text('transactions.all') }))
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/direction=in/)
    expect((await readFocus(page)).isSeen).toBe(true)
  })

  it('a person finds every command, connects, and changes how it looks', async () => {
    const visit = await world.enter(me)
    const { page, texts } = visit
    await palette(visit, texts.text('banks.title'))
    await hasFocus(heading(visit, 'banks.title'))

    const connect = bankCard(visit, renewable?.name ?? '').getByRole('button')
    await tabTo(page, connect)
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await tabTo(page, dialog.getByRole('button', { name: texts.text('ui.cancel') }))
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await hasFocus(connect)

    await palette(visit, texts.text('settings.title'))
    await hasFocus(heading(visit, 'settings.title'))
    const theme = page.getByRole('group', { name: texts.text('settings.theme') })
    await tabTo(page, theme.getByRole('radio', { name: texts.text('settings.themeSystem') }))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect((await readFocus(page)).isSeen).toBe(true)

    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: texts.text('app.keyboard') }).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect((await readFocus(page)).at).not.toBe('body')

    await palette(visit, texts.text('app.signOut'))
    await page.getByRole('heading', { level: 1, name: texts.text('session.signIn') }).waitFor()
  })

  it.each(['/', '/transactions', '/banks', '/settings'])(
    'every control of %s is reached, and one always sees where one is',
    async (path) => {
      const visit = await world.enter(me)
      const { page } = visit
      await show(visit, path)
      await page.getByRole('main').getByRole('button').or(page.getByRole('radio')).first().waitFor()

      const stops = await tabThrough(page)

      expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([])
      // Of a group of radio buttons one is a stop; the arrows do the rest.
      const controls = page.locator(
        'a[href]:visible, button:not([tabindex="-1"]):visible, select:visible, summary:visible, input:not([type=radio]):visible, input:checked:visible',
      )
      expect(stops).toHaveLength(await controls.count())
    },
  )
})
