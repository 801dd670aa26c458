import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../../web/src/i18n/language.ts'
import { showCode } from '../flows/harness/showCode.ts'
import { PASSWORD } from '../flows/harness/startSkrin.ts'
import { connectBank } from '../flows/harness/walkBank.ts'
import { checkThemes } from './harness/checkThemes.ts'
import type { Theme } from './harness/checkThemes.ts'
import { desktop, phone } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { fillSignIn } from './harness/signIn.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'
import { addAuthenticator } from './harness/virtualAuthenticator.ts'

type Key = Parameters<Visit['texts']['text']>[0]

const sizes = { desktop, phone }
type Size = keyof typeof sizes

let world: E2eWorld
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const buttonOf = ({ page, texts }: Visit, key: Key) =>
  page.getByRole('button', { name: texts.text(key), exact: true })
const dialogOf = ({ page, texts }: Visit, key: Key) =>
  page.getByRole('dialog', { name: texts.text(key), exact: true })

async function expectToFit({ page }: Visit, name: string, size: Size): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width, `${name} is wider than a ${size}`).toBeLessThanOrEqual(sizes[size].width)
}

async function openSettings(visit: Visit, path: string): Promise<void> {
  await visit.page.goto(`${visit.url}/settings/${path}`)
  await visit.page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor()
}

/** Through every screen of signing in and its settings; `look` is called on each. */
async function walk(visit: Visit, look: (name: string) => Promise<void>): Promise<void> {
  const { page, texts } = visit
  await openSettings(visit, 'sign-in')
  await look('ways in')
  await buttonOf(visit, 'signInMethods.passwordChange').click()
  await dialogOf(visit, 'signInMethods.passwordNew').waitFor()
  await look('new password')
  await page.keyboard.press('Escape')

  await buttonOf(visit, 'signInMethods.passkeyAdd').click()
  await dialogOf(visit, 'signInMethods.passkeyAdd').waitFor()
  await look('new passkey')
  await buttonOf(visit, 'signInMethods.continue').click()
  await page.getByRole('main').getByRole('listitem').last().waitFor()

  await world.skrin.context.db.updateTable('sessions').set({ fresh_at: 0 }).execute()
  await buttonOf(visit, 'signInMethods.codesTurnOn').click()
  const asked = dialogOf(visit, 'stepUp.title')
  await asked.getByLabel(texts.text('session.password')).fill(PASSWORD)
  await look('step-up')
  await buttonOf(visit, 'stepUp.withPassword').click()

  const start = dialogOf(visit, 'signInMethods.totpTitle')
  await start.waitFor()
  await look('codes')
  const secret = (await start.getByRole('code').innerText()).replaceAll(' ', '')
  await start
    .getByLabel(texts.text('signInMethods.totpEnter'))
    .fill(showCode(secret, world.skrin.clock.now()))
  await start.getByRole('button', { name: texts.text('signInMethods.codesTurnOn') }).click()
  await dialogOf(visit, 'signInMethods.recoveryTitle').waitFor()
  await look('recovery codes')
  await buttonOf(visit, 'signInMethods.recoveryDone').click()
  await buttonOf(visit, 'signInMethods.codesNewSet').waitFor()
  await look('ways in, all of them')

  await openSettings(visit, 'sessions')
  await buttonOf(visit, 'sessions.endAll').click()
  await dialogOf(visit, 'sessions.endAllTitle').waitFor()
  await look('sessions')
  await openSettings(visit, 'access-log')
  await look('access log')

  await openSettings(visit, 'tokens')
  await buttonOf(visit, 'apiTokens.make').click()
  const make = dialogOf(visit, 'apiTokens.makeTitle')
  await make.getByRole('combobox').nth(1).waitFor()
  await make.getByRole('combobox').first().selectOption('balance')
  await make.getByRole('textbox').fill('home')
  await look('new API token')
  await make.getByRole('button', { name: texts.text('apiTokens.make') }).click()
  await page.getByRole('dialog').getByRole('code').first().waitFor()
  await look('API token')
  await buttonOf(visit, 'apiTokens.kept').click()
  await page.getByRole('main').getByRole('listitem').last().waitFor()
  await look('API tokens')
  const revoke = texts.text('apiTokens.revokeOne', { name: 'home' })
  await page.getByRole('button', { name: revoke, exact: true }).click()
  await page.getByRole('dialog').waitFor()
  await look('end of an API token')
}

describe('axe finds nothing on the screens of signing in', () => {
  // Each at a bank of their own, which would otherwise ask for patience.
  it.each<[Language, Size[], Theme[], string]>([
    ['en', ['desktop'], ['light', 'dark'], 'sbanken'],
    ['nb', ['phone', 'desktop'], ['dark', 'light'], 'sparebank1'],
    ['sv', ['phone', 'desktop'], ['light', 'dark'], 'seb'],
  ])('in %s on %j (%s)', async (language, [size = 'phone', ...others], themes, bank) => {
    const me = `Ingrid in ${language}`
    const browser = await world.skrin.signIn(me)
    await connectBank(browser, bank, 'Jonas Lindvik')
    await browser.api('GET', '/accounts')
    const visit = await world.enter(me, { language, viewport: sizes[size] })
    visit.watch.expect(/status of 40[13]/)
    await addAuthenticator(visit.page)
    const found: string[] = []
    const look = async (name: string, at = visit) => {
      found.push(...(await checkThemes(at, name, themes)))
      await expectToFit(at, name, size)
      // Sizes differ in layout, not in colours.
      for (const other of others) {
        await at.page.setViewportSize(sizes[other])
        found.push(...(await checkThemes(at, `${name} on a ${other}`, themes.slice(-1))))
        await expectToFit(at, name, other)
        await at.page.setViewportSize(sizes[size])
      }
    }

    await walk(visit, look)
    // Without the passkey, which the browser would hand over by itself.
    const later = await world.open({ language, viewport: sizes[size] })
    later.watch.expect(/status of 401/)
    await later.page.goto(later.url)
    await fillSignIn(later, me, PASSWORD)
    await later.page.getByLabel(later.texts.text('session.appCode'), { exact: true }).waitFor()
    await look('second step', later)

    expect(found).toEqual([])
  })
})
