import { accountsAnswer } from '@skrin/shared/api/accounts'
import { inviteAnswer } from '@skrin/shared/api/household'
import type { AccountId } from '@skrin/shared/brand'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Language } from '../../web/src/i18n/language.ts'
import type { MessageKey } from '../../web/src/i18n/messages.ts'
import { enterBankClient } from '../flows/harness/bankClientForm.ts'
import { connectBank } from '../flows/harness/walkBank.ts'
import { checkThemes } from './harness/checkThemes.ts'
import type { Theme } from './harness/checkThemes.ts'
import { tabThrough } from './harness/focus.ts'
import { desktop, phone } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'

const owner = 'Ingrid Lindvik'
const adult = 'Jonas Lindvik'
const child = 'Emma Lindvik'

let world: E2eWorld
let link: string
/** An account of the owner's own, and one whose balance somebody else shares. */
let own: AccountId
let balanceOnly: AccountId
beforeAll(async () => {
  world = await startWorld()
  const { skrin } = world
  await skrin.addMember(owner, { role: 'owner' })
  await skrin.addMember(adult)
  await skrin.addMember(child, { role: 'child' })
  const ingrid = await skrin.signIn(owner)
  const jonas = await skrin.signIn(adult)
  await connectBank(ingrid, 'sparebank1', owner)
  await connectBank(jonas, 'sparebank1', adult)
  const listOf = async (browser: typeof ingrid) =>
    (await browser.api('GET', '/accounts')).parse(accountsAnswer).accounts
  const [mine, theirs] = [await listOf(ingrid), await listOf(jonas)]
  const joint = theirs.find(({ number }) => mine.some((one) => one.number === number))
  const single = theirs.find((account) => account !== joint)
  const ofMine = mine.find(({ number }) => number === joint?.number)
  if (!joint || !single || !ofMine) throw new Error('the two have no account in common')
  await share(jonas, joint.id, 'transactions')
  await share(jonas, single.id, 'balance')
  await share(ingrid, ofMine.id, 'balance')
  own = ofMine.id
  balanceOnly = single.id
  await ingrid.api('PUT', '/household', { name: 'Lindvik' })
  await enterBankClient(ingrid, 'seb', { id: 'client-1', secret: 'secret-1' })
  const invited = await ingrid.api('POST', '/invites', { role: 'adult', name: 'Astrid' })
  link = invited.parse(inviteAnswer).link

  async function share(browser: typeof ingrid, id: AccountId, level: string): Promise<void> {
    const shares = [{ with: 'household', level }]
    const { status, text } = await browser.api('PUT', `/accounts/${id}/sharing`, { shares })
    if (status !== 200) throw new Error(text)
  }
})
afterAll(() => world[Symbol.asyncDispose]())

interface Screen {
  readonly path: string
  /** Presses this, and waits for the dialog that it opens. */
  readonly press?: MessageKey
  /** Whom or what the button names. */
  readonly of?: Readonly<Record<string, string>>
  /** In the dialog, before one sees what it shows. */
  readonly choose?: MessageKey
  /** What one sees when the page has come. */
  readonly shows: MessageKey
}

const screens = (): readonly Screen[] => [
  { path: '/', shows: 'ui.shared' },
  { path: `/accounts/${own}`, press: 'sharing.changeWho', shows: 'sharing.everybodySees' },
  {
    path: `/accounts/${own}`,
    press: 'sharing.changeWho',
    choose: 'sharing.people',
    shows: 'sharing.nothing',
  },
  { path: `/accounts/${balanceOnly}`, shows: 'sharing.sharedBy' },
  { path: '/settings', shows: 'settings.theme' },
  { path: '/settings/household', shows: 'household.adultCan' },
  { path: '/settings/household', press: 'household.invite', shows: 'household.makeLink' },
  { path: '/settings/household', press: 'household.rename', shows: 'household.renameLabel' },
  {
    path: '/settings/household',
    press: 'household.changeRoleOf',
    of: { name: adult },
    shows: 'household.childCan',
  },
  {
    path: '/settings/household',
    press: 'household.removeOf',
    of: { name: adult },
    shows: 'household.removeStays',
  },
  { path: '/banks?client=sparebank1', shows: 'bankClients.title' },
  {
    path: '/banks?client=sparebank1',
    press: 'bankClients.removeOf',
    of: { bank: 'SEB' },
    shows: 'bankClients.removeStays',
  },
]

/** From any other screen, also the one before with its dialog; a page that is there already is not loaded again. */
async function open(visit: Visit, { path, press, of, choose, shows }: Screen): Promise<void> {
  const { page, texts, url } = visit
  if (page.url() === url + path) await closeDialog(visit)
  else await page.goto(url + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  if (press) await page.getByRole('button', { name: texts.text(press, of), exact: true }).click()
  if (choose)
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: texts.text(choose) })
      .check()
  const within = press ? page.getByRole('dialog') : page.getByRole('main')
  await within.getByText(texts.text(shows), { exact: true }).first().waitFor()
}

async function closeDialog({ page }: Visit): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** Wider than the screen: something would have to be scrolled sideways to be read. */
const isTooWide = ({ page }: Visit) =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)

it.each<[Language, 'desktop' | 'phone', Theme[]]>([
  ['en', 'desktop', ['light', 'dark']],
  ['nb', 'phone', ['light', 'dark']],
  ['sv', 'phone', ['dark']],
  ['sv', 'desktop', ['light']],
])('axe finds nothing in %s on a %s (%s)', async (language, size, themes) => {
  const visit = await world.enter(owner, { language, viewport: { desktop, phone }[size] })
  const found: string[] = []

  for (const screen of screens()) {
    await open(visit, screen)
    const name = `${screen.path} ${screen.press ?? ''} ${screen.choose ?? ''}`
    found.push(...(await checkThemes(visit, name, themes)))
    if (await isTooWide(visit)) found.push(`${name} is too wide`)
  }

  expect(found).toEqual([])
})

it.each<[Language, Theme]>([
  ['en', 'dark'],
  ['nb', 'light'],
  ['sv', 'light'],
])(
  'axe finds nothing where somebody joins, and where a child is (%s, %s)',
  async (language, theme) => {
    const guest = await world.open({ language, viewport: phone })
    guest.watch.expect(/40\d/)
    const found: string[] = []
    for (const [address, key] of [
      [link, 'join.adultMeans'],
      [link.replace(/#.*/, '#another-code'), 'join.goneText'],
      [link.replace(/#.*/, ''), 'join.missingText'],
    ] as const) {
      await guest.page.goto('about:blank')
      await guest.page.goto(address)
      await guest.page.getByText(guest.texts.text(key)).waitFor()
      found.push(...(await checkThemes(guest, key, [theme])))
    }
    const emma = await world.enter(child, { language, viewport: phone })
    await open(emma, { path: '/banks', shows: 'bankClients.child' })
    found.push(...(await checkThemes(emma, 'banks of a child', [theme])))
    await open(emma, { path: '/settings/household', shows: 'household.childCan' })
    found.push(...(await checkThemes(emma, 'household of a child', [theme])))
    await open(emma, {
      path: '/settings/household',
      press: 'household.leave',
      shows: 'household.leaveStays',
    })
    found.push(...(await checkThemes(emma, 'leaving', [theme])))

    expect(found).toEqual([])
  },
)

it('the keyboard reaches every control of the household, and one sees where one is', async () => {
  const visit = await world.enter(owner)
  await open(visit, { path: '/settings/household', shows: 'household.adultCan' })

  const stops = await tabThrough(visit.page)

  expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([])
  const { texts } = visit
  const labels = stops.map(({ at }) => at)
  expect(labels).toContain(`button ${texts.text('household.changeRoleOf', { name: adult })}`)
  expect(labels).toContain(`button ${texts.text('household.withdrawOf', { name: 'Astrid' })}`)
})
