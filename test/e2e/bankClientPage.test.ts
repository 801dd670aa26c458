import { registeredBanks } from '@skrin/bff/context'
import { accountsAnswer } from '@skrin/shared/api/accounts'
import type { BrowserContext } from 'playwright-core'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { texts } from '../../bff/src/pages/bankClientPage/texts.ts'
import { languages } from '../../bff/src/pages/look.ts'
import { createBrowser } from '../flows/harness/browser.ts'
import type { Browser } from '../flows/harness/browser.ts'
import { PASSWORD } from '../flows/harness/startSkrin.ts'
import { connectBank, toBankRequest } from '../flows/harness/walkBank.ts'
import { getBrowser } from './harness/browser.ts'
import { checkThemes } from './harness/checkThemes.ts'
import { dumpBrowser } from './harness/dumpBrowser.ts'
import { findSecrets } from './harness/findSecrets.ts'
import { readFocus } from './harness/focus.ts'
import { desktop, openSkrin, phone } from './harness/openSkrin.ts'
import { readFolder } from './harness/readFolder.ts'
import { recordTraffic } from './harness/recordTraffic.ts'
import { signIn } from './harness/signIn.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'
import { watchPage } from './harness/watchPage.ts'

const MINUTE_MS = 60_000
const bank = 'sparebank1'
const words = texts.en
const withSecret = registeredBanks.find(({ manifest }) => manifest.id === bank)?.manifest
/** A bank whose secret is a private key of many lines. */
const withKey = registeredBanks.find(
  ({ auth }) => auth.clientAuthentication === 'private_key',
)?.manifest

let world: E2eWorld

beforeAll(async () => {
  world = await startWorld()
  await world.skrin.addMember('Jonas')
})
afterAll(() => world[Symbol.asyncDispose]())

/** A browser of Jonas', signed in through the API, in which no script runs. */
async function openWithoutScript() {
  const { skrin, sandbox } = world
  const jonas = createBrowser(skrin.url)
  await jonas.api('POST', '/session', { name: 'Jonas', password: PASSWORD })
  const context = await (await getBrowser()).newContext({ javaScriptEnabled: false, locale: 'en' })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(10_000)
  const watch = await watchPage(context, [skrin.url, sandbox.origin])
  await bringCookies(context, jonas)
  return { context, jonas, watch, page: await context.newPage() }
}

async function bringCookies(context: BrowserContext, { cookies }: Browser): Promise<void> {
  const { url } = world.skrin
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url })))
}

const spareClient = (of = bank) => {
  const client = world.sandbox.banks.get(of)?.spareClient
  if (!client) throw new RangeError('no client to enter')
  return client
}

describe('with JavaScript off', () => {
  it('takes a bank client, with which the bank is connected and its accounts are read', async () => {
    const { page, jonas, watch } = await openWithoutScript()
    const { id, secret } = spareClient()
    await page.goto(`${world.skrin.url}/bank-clients/${bank}`)
    await page.getByLabel('Client ID').fill(`  ${id} `)
    await page.getByLabel('Client secret').fill(`${secret}\n`)
    await page.getByRole('button', { name: words.save }).click()
    await page.waitForURL(`${world.skrin.url}/banks?client=${bank}`)

    await connectBank(jonas, bank, 'Jonas')
    const { accounts } = (await jonas.api('GET', '/accounts')).parse(accountsAnswer)

    const own = world.sandbox.world.accountsOf('jonas', bank).filter(({ closed }) => !closed)
    expect(own.length).toBeGreaterThan(1)
    expect(accounts.map(({ name }) => name).sort()).toEqual(own.map(({ name }) => name).sort())
    const tokens = world.sandbox.journal.entries(bank, 'token')
    expect(tokens.map(({ form }) => form['client_id'])).toEqual([id])
    expect(watch.complaints).toEqual([])
  })

  it('takes a private key with all its lines, and says of another text that it is none', async () => {
    if (!withKey) throw new RangeError('no bank takes a key')
    const { page, jonas } = await openWithoutScript()
    const { id, secret } = spareClient(withKey.id)
    await page.goto(`${world.skrin.url}/bank-clients/${withKey.id}`)
    await page.getByLabel('Application ID').fill(id)
    const key = page.getByLabel('Private key')
    await key.fill(secret.slice(0, 200))
    await page.getByRole('button', { name: words.save }).click()
    await page.getByRole('alert').waitFor()
    expect(await describedBy(key)).toBe(words.notAKey)
    expect(await key.inputValue()).toBe('')

    await key.fill(`${secret}\n`)
    await page.getByRole('button', { name: words.save }).click()
    await page.waitForURL(`${world.skrin.url}/banks?client=${withKey.id}`)

    const request = toBankRequest(withKey.id, world.sandbox.banks.get(withKey.id)?.chosen)
    await connectBank(jonas, request, 'Jonas')
    const { accounts } = (await jonas.api('GET', '/accounts')).parse(accountsAnswer)
    expect(accounts.filter((account) => account.bank === withKey.id).length).toBeGreaterThan(1)
  })

  it('says which field is wrong and puts the keyboard there, until it is right', async () => {
    const { page } = await openWithoutScript()
    world.skrin.clock.advance(11 * MINUTE_MS)
    await page.goto(`${world.skrin.url}/bank-clients/seb`)
    await page.getByLabel('Client ID').fill('client 7')
    await page.getByLabel('Client secret').fill('x'.repeat(1001))
    await page.getByLabel(words.password).fill('a wrong guess')
    await page.getByRole('button', { name: words.save }).click()

    await page.getByRole('alert').getByText(words.notKept).waitFor()
    const password = page.getByLabel(words.password)
    expect(await password.getAttribute('aria-invalid')).toBe('true')
    expect(await describedBy(password)).toBe(words.passwordWrong)
    expect(await page.title()).toContain(words.errorTitle)
    expect(await page.locator(':focus').getAttribute('name')).toBe('password')
    expect(await page.getByLabel('Client ID').inputValue()).toBe('client 7')
    expect(await page.getByLabel('Client secret').inputValue()).toBe('')

    await page.getByLabel('Client secret').fill('x'.repeat(1001))
    await password.fill(PASSWORD)
    await page.getByRole('button', { name: words.save }).click()
    await page.getByText(words.tooLong).waitFor()

    // Proven now: the form no longer asks who it is.
    expect(await page.getByLabel(words.password).count()).toBe(0)
    expect(await describedBy(page.getByLabel('Client secret'))).toBe(words.tooLong)
  })
})

async function describedBy(field: {
  getAttribute(name: string): Promise<string | null>
  page(): { locator(selector: string): { innerText(): Promise<string> } }
}): Promise<string> {
  const id = await field.getAttribute('aria-describedby')
  return field.page().locator(`[id="${id}"]`).innerText()
}

describe('T1: the secret that was typed', () => {
  it('is in no byte that the page of Skrin receives, keeps or sends, nor in log and files', async () => {
    const visit = await openSkrin(world.skrin.url, { origins: [world.sandbox.origin] })
    const traffic = await recordTraffic(visit.page)
    const { id, secret } = spareClient()
    const { page } = visit
    await page.goto(visit.url)
    await signIn(visit, 'Jonas')
    await page.goto(`${visit.url}/bank-clients/${bank}`)
    await page.getByLabel('Client ID').fill(id)
    await page.getByLabel('Client secret').fill(secret)
    const seen = [...(await dumpBrowser(page))]
    await page.getByRole('button', { name: words.save }).click()
    await page.getByRole('heading', { level: 1, name: visit.texts.text('banks.title') }).waitFor()
    seen.push(...(await dumpBrowser(page)))
    for (const path of ['/', '/banks', '/transactions', '/settings', `/bank-clients/${bank}`]) {
      await page.goto(visit.url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      seen.push(...(await dumpBrowser(page)))
    }

    const isTheForm = (kind: string, url: string) =>
      kind === 'request' && url.startsWith(`${visit.url}/bank-clients/`)
    const toEvidence = ({ url, content }: (typeof traffic)[number]) => ({ where: url, content })
    const posted = traffic.filter(({ kind, url }) => isTheForm(kind, url)).map(toEvidence)
    const rest = traffic.filter(({ kind, url }) => !isTheForm(kind, url)).map(toEvidence)
    // What the browser sent with the form is the one place, and the search would find it elsewhere.
    expect(findSecrets([secret], posted)).toHaveLength(1)
    expect(rest.length).toBeGreaterThan(100)
    expect(findSecrets([secret], rest)).toEqual([])
    expect(findSecrets([secret], seen)).toEqual([])
    expect(findSecrets([id], rest)).toEqual([])
    const log = { where: 'the log', content: world.skrin.logLines.join('\n') }
    expect(findSecrets([secret, id], [log])).toEqual([])
    expect(findSecrets([secret], readFolder(world.skrin.dataDir))).toEqual([])
    expect(JSON.stringify(await page.evaluate(() => performance.getEntries()))).not.toContain(
      '&client',
    )
  })
})

describe('C5: the page', () => {
  it('has no script and a policy under which none would run', async () => {
    const { jonas } = await openWithoutScript()

    const { text, headers } = await jonas.visit(`/bank-clients/${bank}`)

    expect(text).not.toMatch(/<script|\son\w+=|javascript:/i)
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    )
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['referrer-policy']).toBe('same-origin')
  })

  const looks = languages.flatMap((language) =>
    [phone, desktop].map((viewport) => ({
      language,
      viewport,
      width: viewport.width,
      // The long field where there is least room.
      manifest: viewport === phone ? withKey : withSecret,
    })),
  )

  it.each(looks)(
    'is accessible and fits in $language, light and dark, $width wide',
    async ({ language, viewport, manifest }) => {
      const visit = await openSkrin(world.skrin.url, { viewport })
      await signInQuietly(visit.context)
      await visit.page.goto(`${visit.url}/bank-clients/${manifest?.id}?lang=${language}`)
      const own = texts[language]

      expect(await visit.page.getByRole('heading', { level: 1 }).innerText()).toBe(
        own.title(manifest?.name ?? ''),
      )
      expect(await visit.page.locator('html').getAttribute('lang')).toBe(language)
      // axe is script, and runs only because the test itself brings it.
      expect(await checkThemes(visit, 'the form', ['light', 'dark'])).toEqual([])
      expect(await overflow(visit.page)).toBe(0)

      await visit.page.getByRole('button', { name: own.save }).evaluate((button) => {
        button.closest('form')?.setAttribute('novalidate', '')
      })
      visit.watch.expect(/400 \(Bad Request\)/)
      await visit.page.getByRole('button', { name: own.save }).click()
      await visit.page.getByRole('alert').waitFor()
      expect(await visit.page.locator('html').getAttribute('lang')).toBe(language)
      expect(await checkThemes(visit, 'a refusal', ['light', 'dark'])).toEqual([])
      expect(await overflow(visit.page)).toBe(0)
      expect((await readFocus(visit.page)).isSeen).toBe(true)
    },
  )

  it('follows the browser where the address says nothing, and the address where it does', async () => {
    const visit = await openSkrin(world.skrin.url, { language: 'sv', colorScheme: 'dark' })
    await signInQuietly(visit.context)
    const { page } = visit
    const readBackground = () =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor)

    await page.goto(`${visit.url}/bank-clients/seb`)
    const heading = await page.getByRole('heading', { level: 1 }).innerText()
    const followed = await readBackground()
    await page.goto(`${visit.url}/bank-clients/seb?theme=light`)
    const light = await readBackground()
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(`${visit.url}/bank-clients/seb?theme=dark`)
    const dark = await readBackground()

    expect(heading).toBe(texts.sv.title('SEB'))
    expect([followed, light, dark]).toEqual([
      'rgb(22, 21, 18)',
      'rgb(245, 242, 236)',
      'rgb(22, 21, 18)',
    ])
  })
})

async function signInQuietly(context: BrowserContext): Promise<void> {
  const jonas = createBrowser(world.skrin.url)
  const answer = await jonas.api('POST', '/session', { name: 'Jonas', password: PASSWORD })
  v.parse(v.literal(200), answer.status)
  await bringCookies(context, jonas)
}

function overflow(page: { evaluate(work: () => number): Promise<number> }): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
}
