import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOpenIdProvider, toSsoEnv } from '../flows/harness/openIdProvider.ts'
import type { OpenIdProvider } from '../flows/harness/openIdProvider.ts'
import { showCode } from '../flows/harness/showCode.ts'
import { PASSWORD } from '../flows/harness/startSkrin.ts'
import { connectBank } from '../flows/harness/walkBank.ts'
import type { Visit } from './harness/openSkrin.ts'
import { goTo } from './harness/places.ts'
import { fillSignIn, signIn } from './harness/signIn.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'
import { addAuthenticator } from './harness/virtualAuthenticator.ts'

const NEW_PASSWORD = 'another long and private sentence'
const STEP_MS = 30_000

let world: E2eWorld
let provider: OpenIdProvider
beforeAll(async () => {
  provider = await startOpenIdProvider()
  const env = { ...toSsoEnv(provider.origin), SKRIN_OIDC_NAME: 'Home ID' }
  world = await startWorld({ skrin: { env } })
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await provider.close()
})

const heading = ({ page, texts }: Visit, key: Parameters<Visit['texts']['text']>[0]) =>
  page.getByRole('heading', { level: 1, name: texts.text(key), exact: true })
const button = ({ page, texts }: Visit, key: Parameters<Visit['texts']['text']>[0]) =>
  page.getByRole('button', { name: texts.text(key), exact: true })
const dialog = ({ page, texts }: Visit, key: Parameters<Visit['texts']['text']>[0]) =>
  page.getByRole('dialog', { name: texts.text(key), exact: true })

async function openSettings(visit: Visit, path: 'sign-in' | 'sessions' | 'access-log' | 'tokens') {
  await visit.page.goto(`${visit.url}/settings/${path}`)
  await visit.page.getByRole('heading', { level: 1 }).waitFor()
}
async function signOut(visit: Visit): Promise<void> {
  await button(visit, 'app.signOut').click()
  await heading(visit, 'session.signIn').waitFor()
}
/** As if everybody's last proof lay long back; the clock stays, which the provider does not share. */
async function forgetProofs(): Promise<void> {
  await world.skrin.context.db.updateTable('sessions').set({ fresh_at: 0 }).execute()
}
async function prove(visit: Visit, password: string): Promise<void> {
  const asked = dialog(visit, 'stepUp.title')
  await asked.getByLabel(visit.texts.text('session.password')).fill(password)
  await asked.getByRole('button', { name: visit.texts.text('stepUp.confirm') }).click()
}

describe('the password', () => {
  it('S8: is changed, and the other browser is signed out', async () => {
    const me = 'Astrid Berg'
    const visit = await world.enter(me)
    const other = await world.enter(me)
    const { page, texts } = visit
    await openSettings(visit, 'sign-in')

    await button(visit, 'signInMethods.passwordChange').click()
    const change = dialog(visit, 'signInMethods.passwordNew')
    await change
      .getByRole('textbox', { name: texts.text('signInMethods.passwordNew') })
      .fill('short')
    visit.watch.expect(/status of 4\d\d/)
    await change.getByRole('button', { name: texts.text('signInMethods.save') }).click()
    await change.getByText(texts.text('problems.password_too_short')).waitFor()
    await change
      .getByRole('textbox', { name: texts.text('signInMethods.passwordNew') })
      .fill(NEW_PASSWORD)
    // The other page may ask once more before it is loaded anew.
    other.watch.expect(/status of 401/)
    await change.getByRole('button', { name: texts.text('signInMethods.save') }).click()
    await page.getByText(texts.text('signInMethods.passwordChanged')).waitFor()

    await other.page.reload()
    await heading(other, 'session.signIn').waitFor()
    await signIn(other, me, NEW_PASSWORD)
    await page.reload()
    await heading(visit, 'settingsPlaces.signIn').waitFor()
  })

  it('S9: is asked for once more after a while, and what was wanted then goes on', async () => {
    const visit = await world.enter('Birger Berg')
    const { page, texts } = visit
    visit.watch.expect(/status of 40[13]/)
    await openSettings(visit, 'sign-in')
    const turnOn = button(visit, 'signInMethods.codesTurnOn')
    await turnOn.waitFor()
    await forgetProofs()

    await turnOn.click()
    await dialog(visit, 'stepUp.title').waitFor()
    await page.keyboard.press('Escape')
    await dialog(visit, 'stepUp.title').waitFor({ state: 'detached' })
    expect(await page.getByRole('alert').count()).toBe(0)
    await expect
      .poll(() => turnOn.evaluate((element) => element === document.activeElement))
      .toBe(true)

    await page.keyboard.press('Enter')
    const field = dialog(visit, 'stepUp.title').getByLabel(texts.text('session.password'))
    await expect
      .poll(() => field.evaluate((element) => element === document.activeElement))
      .toBe(true)
    await prove(visit, 'not the password')
    await page.getByText(texts.text('stepUp.wrongPassword')).waitFor()
    await prove(visit, PASSWORD)
    await dialog(visit, 'signInMethods.totpTitle').waitFor()
  })
})

describe('H8: codes', () => {
  it('are turned on, asked for at the sign-in, and stood in for by a recovery code', async () => {
    const me = 'Cecilie Berg'
    const visit = await world.enter(me)
    const { page, texts } = visit
    visit.watch.expect(/status of 401/)
    await openSettings(visit, 'sign-in')
    await button(visit, 'signInMethods.codesTurnOn').click()
    const start = dialog(visit, 'signInMethods.totpTitle')
    await start.getByRole('img', { name: texts.text('signInMethods.totpQr') }).waitFor()
    const secret = (await start.getByRole('code').innerText()).replaceAll(' ', '')
    const showNext = () => {
      world.skrin.clock.advance(STEP_MS)
      return showCode(secret, world.skrin.clock.now())
    }

    await start.getByLabel(texts.text('signInMethods.totpEnter')).fill(showNext())
    await start.getByRole('button', { name: texts.text('signInMethods.codesTurnOn') }).click()
    const told = dialog(visit, 'signInMethods.recoveryTitle')
    await told.getByRole('listitem').last().waitFor()
    const codes = await told.getByRole('listitem').allInnerTexts()
    const saving = page.waitForEvent('download')
    await told.getByRole('button', { name: texts.text('signInMethods.download') }).click()
    expect((await saving).suggestedFilename()).toBe('skrin-recovery-codes.txt')
    await told.getByRole('button', { name: texts.text('signInMethods.recoveryDone') }).click()
    await page.getByText(texts.plural('signInMethods.codesLeft', codes.length)).waitFor()
    expect(await page.getByText(codes[0] ?? '').count()).toBe(0)

    await signOut(visit)
    await fillSignIn(visit, me, PASSWORD)
    await heading(visit, 'session.secondStep').waitFor()
    const code = page.getByRole('textbox', { name: texts.text('session.appCode'), exact: true })
    await code.fill('000000')
    await button(visit, 'session.signIn').click()
    await page.getByText(texts.text('problems.second_factor_invalid')).waitFor()
    await code.fill(showNext())
    await button(visit, 'session.signIn').click()
    await heading(visit, 'overview.title').waitFor()

    await signOut(visit)
    await fillSignIn(visit, me, PASSWORD)
    await button(visit, 'session.useRecovery').click()
    await page.getByLabel(texts.text('session.recoveryCode'), { exact: true }).fill(codes[0] ?? '')
    await button(visit, 'session.signIn').click()
    await heading(visit, 'overview.title').waitFor()
    await openSettings(visit, 'sign-in')
    await page.getByText(texts.plural('signInMethods.codesLeft', codes.length - 1)).waitFor()
  })
})

describe('H8: a passkey', () => {
  it('is made, signs in, proves who is there, and goes', async () => {
    const visit = await world.enter('David Berg')
    const { page, texts } = visit
    // This fingerprint reader agrees to the offer in the field too: then the later of two answers comes in vain.
    visit.watch.expect(/status of 40[03]/)
    await addAuthenticator(page)
    await openSettings(visit, 'sign-in')
    await button(visit, 'signInMethods.passkeyAdd').click()
    const add = dialog(visit, 'signInMethods.passkeyAdd')
    await add.getByRole('textbox').fill('The blue laptop')
    await add.getByRole('button', { name: texts.text('signInMethods.continue') }).click()
    await page.getByRole('listitem').getByText('The blue laptop').waitFor()

    await signOut(visit)
    await button(visit, 'session.withPasskey').click()
    await heading(visit, 'overview.title').waitFor()

    await openSettings(visit, 'sign-in')
    const remove = page.getByRole('button', {
      name: texts.text('signInMethods.passkeyRemove', { name: 'The blue laptop' }),
    })
    await remove.waitFor()
    await forgetProofs()
    await remove.click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: texts.text('signInMethods.remove'), exact: true })
      .click()
    await button(visit, 'stepUp.withPasskey').click()
    await page.getByText(texts.text('signInMethods.passkeysNone')).waitFor()
  })
})

describe('single sign-on', () => {
  /** The provider's own pages are not ours to test: it agrees at once. */
  async function agree({ context }: Visit): Promise<void> {
    await context.route(`${provider.origin}/authorize?**`, (route) => {
      const now = { auth_time: Math.floor(world.skrin.clock.now() / 1000) }
      const { href: location } = provider.authorize(route.request().url(), now)
      return route.fulfill({ status: 303, headers: { location } })
    })
  }

  it('lets in whom it is linked to, and nobody else', async () => {
    const visit = await world.enter('Edvard Berg', { origins: [provider.origin] })
    const { page, texts } = visit
    const withSso = texts.text('session.withSso', { sso: 'Home ID' })
    await agree(visit)
    await signOut(visit)
    await page.getByRole('button', { name: withSso }).click()
    await page.getByText(texts.text('problems.sso_not_linked')).waitFor()

    await signIn(visit, 'Edvard Berg')
    await openSettings(visit, 'sign-in')
    await button(visit, 'signInMethods.ssoLink').click()
    await button(visit, 'signInMethods.ssoUnlink').waitFor()
    await signOut(visit)
    await page.getByRole('button', { name: withSso }).click()
    await heading(visit, 'overview.title').waitFor()

    visit.watch.expect(/status of 403/)
    await openSettings(visit, 'sign-in')
    await button(visit, 'signInMethods.codesTurnOn').waitFor()
    await forgetProofs()
    await button(visit, 'signInMethods.codesTurnOn').click()
    await page
      .getByRole('button', { name: texts.text('stepUp.withSso', { sso: 'Home ID' }) })
      .click()
    await button(visit, 'signInMethods.codesTurnOn').click()
    await dialog(visit, 'signInMethods.totpTitle').waitFor()
  })
})

describe('sessions', () => {
  it('S8: are listed, and the other one is ended', async () => {
    const me = 'Frida Berg'
    const visit = await world.enter(me)
    const other = await world.enter(me)
    const { page, texts } = visit
    await openSettings(visit, 'sessions')
    const rows = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Chrome' })
    await rows.nth(1).waitFor()
    expect(await rows.count()).toBe(2)
    await rows.first().getByText(texts.text('sessions.current')).waitFor()

    await rows.nth(1).getByRole('button').click()
    await expect.poll(() => rows.count()).toBe(1)

    await other.page.reload()
    await heading(other, 'session.signIn').waitFor()
    await openSettings(visit, 'access-log')
    await page.getByText(/^You signed out another session: Chrome on/).waitFor()
  })
})

describe('an API token', () => {
  it('is shown once, reads what was chosen, and stops when it is revoked', async () => {
    const me = 'Ingrid Lindvik'
    const scripting = await world.skrin.signIn(me)
    await connectBank(scripting, 'sbanken', me)
    const visit = await world.enter(me)
    const { page, texts } = visit
    await openSettings(visit, 'tokens')
    await button(visit, 'apiTokens.make').click()
    const make = dialog(visit, 'apiTokens.makeTitle')
    await make.getByRole('textbox', { name: texts.text('apiTokens.name') }).fill('home automation')
    await make.getByRole('button', { name: texts.text('apiTokens.make') }).click()
    await make.getByText(texts.text('apiTokens.lacksAccounts')).waitFor()
    await make.getByRole('combobox').nth(1).waitFor()
    await make.getByRole('combobox').first().selectOption('balance')
    await make.getByRole('button', { name: texts.text('apiTokens.make') }).click()
    const made = page.getByRole('dialog', {
      name: texts.text('apiTokens.newTitle', { name: 'home automation' }),
    })
    const token = await made.getByRole('code').first().innerText()
    await made.getByRole('button', { name: texts.text('apiTokens.kept') }).click()

    const read = () =>
      fetch(`${visit.url}/api/accounts`, { headers: { Authorization: `Bearer ${token}` } })
    const answer = await read()
    expect([answer.status, (await answer.json()).accounts.length]).toEqual([200, 1])
    expect(await page.content()).not.toContain(token)

    await page
      .getByRole('button', { name: texts.text('apiTokens.revokeOne', { name: 'home automation' }) })
      .click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: texts.text('apiTokens.revoke') })
      .click()
    await page.getByText(texts.text('apiTokens.none')).waitFor()
    expect((await read()).status).toBe(401)
    await goTo(visit, 'overview')
  })
})
