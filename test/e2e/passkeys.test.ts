import { passkeyOptions } from '@skrin/shared/api/signIn'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../contracts/support/listen.ts'
import type { Browser } from '../flows/harness/browser.ts'
import { codeOf } from '../flows/harness/problemOf.ts'
import { startSkrin } from '../flows/harness/startSkrin.ts'
import type { Skrin } from '../flows/harness/startSkrin.ts'
import { openSkrin } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { signIn } from './harness/signIn.ts'
import { addAuthenticator } from './harness/virtualAuthenticator.ts'
import type { VirtualAuthenticator } from './harness/virtualAuthenticator.ts'

const me = 'Ingrid Lindvik'

let skrin: Skrin
beforeAll(async () => {
  skrin = await startSkrin()
  await skrin.addMember(me)
})
afterAll(() => skrin.stop())
afterEach(async () => {
  await skrin.context.db.deleteFrom('passkeys').execute()
})

/** A browser whose device has a passkey of this person, added through the page. */
async function enterAndAdd(
  origins: readonly string[] = [],
): Promise<{ visit: Visit; device: VirtualAuthenticator }> {
  const visit = await openSkrin(skrin.url, { origins })
  const { page, texts } = visit
  const device = await addAuthenticator(page)
  await page.goto(skrin.url)
  await signIn(visit, me)
  await page.goto(`${skrin.url}/settings/sign-in`)
  await page.getByRole('button', { name: texts.text('signInMethods.passkeyAdd') }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('This computer')
  await page.getByRole('button', { name: texts.text('signInMethods.continue') }).click()
  await page.getByRole('listitem').filter({ hasText: 'This computer' }).first().waitFor()
  return { visit, device }
}

const overview = ({ page, texts }: Visit) =>
  page.getByRole('heading', { level: 1, name: texts.text('overview.title') })

describe('H8: a passkey in a real browser', () => {
  it('is added on the page, and signs in on it without a name', async () => {
    const { visit, device } = await enterAndAdd()
    const { page, context, texts } = visit
    await context.clearCookies()
    await page.goto(`${skrin.url}/sign-in`)

    await page.getByRole('button', { name: texts.text('session.withPasskey') }).click()
    await overview(visit).waitFor()

    expect(await device.count()).toBe(1)
    expect((await context.cookies()).map(({ name }) => name)).toEqual(['skrin'])
  })

  it('proves it again before a sensitive act', async () => {
    const { visit } = await enterAndAdd()
    const { page, texts } = visit
    visit.watch.expect(/status of 403/)
    await skrin.context.db.updateTable('sessions').set({ fresh_at: 0 }).execute()
    await page.goto(`${skrin.url}/settings/sign-in`)

    const name = texts.text('signInMethods.passkeyRemove', { name: 'This computer' })
    await page.getByRole('button', { name }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: texts.text('signInMethods.remove'), exact: true })
      .click()
    await page.getByRole('button', { name: texts.text('stepUp.withPasskey') }).click()
    await page.getByText(texts.text('signInMethods.passkeysNone')).waitFor()

    expect(await skrin.context.db.selectFrom('passkeys').selectAll().execute()).toEqual([])
  })

  it('is refused a second time, elsewhere, and from a page on another port of this host', async () => {
    const evil = await listen((_request, response) => {
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Elsewhere</title>')
    })
    const evilOrigin = evil.origin.replace('127.0.0.1', 'localhost')
    try {
      const { visit, device } = await enterAndAdd([evilOrigin])
      const elsewhere = await visit.context.newPage()
      await elsewhere.goto(evilOrigin)
      await device.copyTo(elsewhere)
      const [victim, thief] = [skrin.browser(), skrin.browser()]
      const [asked, relayed] = [await ask(victim), await ask(thief)]

      const answer = await visit.page.evaluate(answerChallenge, asked)
      // The browser lets it: to a passkey, ports are one host.
      const stolen = await elsewhere.evaluate(answerChallenge, relayed)

      const enter = (browser: Browser, passkey: unknown) =>
        browser.api('POST', '/session', { passkey }).then(codeOf)
      expect(await enter(thief, stolen)).toBe('400 passkey_invalid')
      expect(await enter(thief, answer)).toBe('400 passkey_invalid')
      const twin = skrin.browser()
      for (const [name, value] of victim.cookies) twin.cookies.set(name, value)
      expect(await enter(victim, answer)).toBe('200')
      expect(await enter(twin, answer)).toBe('400 passkey_invalid')
    } finally {
      await evil.close()
    }
  })
})

async function ask(browser: Browser): Promise<Record<string, unknown>> {
  return (await browser.api('POST', '/session/passkey/options')).parse(passkeyOptions).options
}

/** Runs in a page. */
async function answerChallenge(options: Record<string, unknown>): Promise<unknown> {
  const json = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json)
  const credential = await navigator.credentials.get({ publicKey })
  return credential instanceof PublicKeyCredential ? credential.toJSON() : null
}
