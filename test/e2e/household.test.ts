import { accountsAnswer } from '@skrin/shared/api/accounts'
import type { Account } from '@skrin/shared/api/accounts'
import { registeredBanks } from '@skrin/bff/context'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MessageKey } from '../../web/src/i18n/messages.ts'
import { connectBank } from '../flows/harness/walkBank.ts'
import { PASSWORD } from '../flows/harness/startSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { fillSignIn } from './harness/signIn.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'

const owner = 'Ingrid Lindvik'
const guest = 'Jonas Lindvik'
const bank = registeredBanks.map(({ manifest }) => manifest).find(({ id }) => id === 'sparebank1')

let world: E2eWorld
let account: Account
beforeAll(async () => {
  world = await startWorld()
  await world.skrin.addMember(owner, { role: 'owner' })
  const browser = await world.skrin.signIn(owner)
  await connectBank(browser, bank?.id ?? '', owner)
  const { accounts } = (await browser.api('GET', '/accounts')).parse(accountsAnswer)
  const found = accounts.find(({ trend }) => trend.length > 1)
  if (!found) throw new Error('no account has a history')
  account = found
})
afterAll(() => world[Symbol.asyncDispose]())

const button = ({ texts }: Visit, within: Page | Locator, key: MessageKey) =>
  within.getByRole('button', { name: texts.text(key), exact: true })
const heading = ({ page, texts }: Visit, key: MessageKey) =>
  page.getByRole('heading', { level: 1, name: texts.text(key), exact: true })
const person = ({ page }: Visit, name: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: name })

async function openHousehold(visit: Visit): Promise<void> {
  await visit.page.goto(`${visit.url}/settings/household`)
  await heading(visit, 'settingsPlaces.household').waitFor()
}

/** Through the dialog: the link as it stands there. */
async function invite(visit: Visit, name: string): Promise<string> {
  const { page, texts } = visit
  await openHousehold(visit)
  await button(visit, page, 'household.invite').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: texts.text('household.inviteName') }).fill(name)
  await button(visit, dialog, 'household.makeLink').click()
  const field = dialog.getByRole('textbox', { name: texts.text('household.linkLabel') })
  const link = await field.inputValue()
  await button(visit, dialog, 'household.done').click()
  await dialog.waitFor({ state: 'detached' })
  return link
}

async function join(visit: Visit, link: string): Promise<void> {
  const { page, texts } = visit
  await page.goto(link)
  await page.waitForURL(`${visit.url}/join`)
  await page.getByLabel(texts.text('session.password')).fill(PASSWORD)
  await button(visit, page, 'join.join').click()
  await heading(visit, 'overview.title').waitFor()
}

/** On the account's page: for nobody, or for the whole household with so much of it. */
async function share(visit: Visit, level: 'private' | 'balance' | 'transactions'): Promise<void> {
  const { page, texts, url } = visit
  await page.goto(`${url}/accounts/${account.id}`)
  await button(visit, page, 'sharing.share')
    .or(button(visit, page, 'sharing.changeWho'))
    .click()
  const dialog = page.getByRole('dialog')
  const pick = (key: MessageKey) => dialog.getByText(texts.text(key), { exact: true }).click()
  await pick(level === 'private' ? 'sharing.onlyMe' : 'sharing.household')
  if (level !== 'private') await pick(`sharing.${level}`)
  await button(visit, dialog, 'sharing.save').click()
  await dialog.waitFor({ state: 'detached' })
}

/** The overview anew: the account in its list, by its name. */
async function findOnOverview(visit: Visit): Promise<Locator> {
  await visit.page.goto(visit.url)
  await heading(visit, 'overview.title').waitFor()
  return visit.page.getByRole('link', { name: account.name, exact: true })
}

it('H4: a link makes one person a member, once, and leaves no trace of its code', async () => {
  const ingrid = await world.enter(owner)
  const link = await invite(ingrid, guest)
  expect(await ingrid.page.content()).not.toContain(new URL(link).hash.slice(1))

  const jonas = await world.open()
  await join(jonas, link)

  await jonas.page.getByText(jonas.texts.text('overview.empty')).waitFor()
  const places = await jonas.page.evaluate(() => window.navigation.entries().map(({ url }) => url))
  expect(places.join(' ')).not.toContain('#')
  await openHousehold(ingrid)
  await person(ingrid, guest).getByText(ingrid.texts.text('household.adultCan')).waitFor()
  const late = await world.open()
  late.watch.expect(/40\d/)
  await late.page.goto(link)
  await heading(late, 'join.gone').waitFor()
})

it('H2: of an account one sees what is shared at that moment, and of a private one nothing', async () => {
  const ingrid = await world.enter(owner)
  const { context } = world.skrin
  const known = await context.db
    .selectFrom('members')
    .where('name', '=', guest)
    .select('id')
    .execute()
  if (known.length === 0) await world.skrin.addMember(guest)
  const jonas = await world.open()
  // A page that is told of nothing while it is open: what it is refused, it is refused when it asks.
  await jonas.page.route('**/api/events', () => undefined)
  await jonas.page.goto(jonas.url)
  await fillSignIn(jonas, guest, PASSWORD)
  await jonas.page.getByText(jonas.texts.text('overview.empty')).waitFor()

  await share(ingrid, 'balance')
  await (await findOnOverview(jonas)).click()
  const said = jonas.texts.text('sharing.balanceOnly', { name: owner })
  await jonas.page.getByText(said).waitFor()
  expect(await jonas.page.content()).not.toContain(account.number ?? 'no number')

  await share(ingrid, 'transactions')
  await (await findOnOverview(jonas)).click()
  const list = jonas.page.getByRole('list', { name: jonas.texts.text('transactions.title') })
  await list.getByRole('button').first().waitFor()

  // The page stays open while the account is taken back: the next thing it asks for brings nothing.
  await share(ingrid, 'private')
  await jonas.page.getByRole('searchbox').fill('a')
  await jonas.page.getByText(jonas.texts.text('transactions.noMatch')).waitFor()
  expect(await list.getByRole('button').count()).toBe(0)
  await jonas.page.reload()
  await jonas.page.getByText(jonas.texts.text('accounts.notFound')).waitFor()
  expect(await (await findOnOverview(jonas)).count()).toBe(0)
})

it('S8: somebody who is removed is out at once, wherever they are', async () => {
  const name = 'Astrid Lindvik'
  const ingrid = await world.enter(owner)
  const astrid = await world.enter(name)
  astrid.watch.expect(/401/)

  await openHousehold(ingrid)
  await person(ingrid, name)
    .getByRole('button', { name: ingrid.texts.text('household.removeOf', { name }) })
    .click()
  const dialog = ingrid.page.getByRole('dialog')
  await dialog.getByText(ingrid.texts.text('household.removeGoes', { name })).waitFor()
  await button(ingrid, dialog, 'household.remove').click()
  await dialog.waitFor({ state: 'detached' })
  await person(ingrid, name).waitFor({ state: 'detached' })

  await astrid.page
    .getByRole('navigation', { name: astrid.texts.text('app.places') })
    .getByRole('link', { name: astrid.texts.text('banks.title') })
    .click()
  await heading(astrid, 'session.signIn').waitFor()
})
