import { afterAll, beforeAll, expect, it } from 'vitest'
import { startOpenIdProvider, toSsoEnv } from '../flows/harness/openIdProvider.ts'
import type { OpenIdProvider } from '../flows/harness/openIdProvider.ts'
import { startSkrin } from '../flows/harness/startSkrin.ts'
import type { Skrin } from '../flows/harness/startSkrin.ts'
import { openSkrin } from './harness/openSkrin.ts'
import { signIn } from './harness/signIn.ts'

const me = 'Ingrid Lindvik'

let provider: OpenIdProvider
let skrin: Skrin

// Skrin on `localhost`, the provider on `127.0.0.1`: two sites, as in life.
beforeAll(async () => {
  provider = await startOpenIdProvider()
  skrin = await startSkrin({
    env: { ...toSsoEnv(provider.origin), SKRIN_OIDC_NAME: 'Home' },
  })
  await skrin.addMember(me)
})
afterAll(async () => {
  await skrin.stop()
  await provider.close()
})

it('S2 F10: links, signs in and proves it again, past another site and back', async () => {
  const visit = await openSkrin(skrin.url, { origins: [provider.origin] })
  const { page, context, texts } = visit
  const settings = `${skrin.url}/settings/sign-in`
  const linked = page.getByRole('listitem').filter({ hasText: 'ingrid@home' }).first()
  await page.goto(skrin.url)
  await signIn(visit, me)

  provider.lies = { claims: { preferred_username: 'ingrid@home' } }
  await page.goto(settings)
  await page.getByRole('button', { name: texts.text('signInMethods.ssoLink') }).click()
  await linked.waitFor()
  await context.clearCookies()
  await page.goto(`${skrin.url}/sign-in?to=/settings/sign-in`)
  await page.getByRole('button', { name: texts.text('session.withSso', { sso: 'Home' }) }).click()
  await linked.waitFor()

  const cookies = (await context.cookies()).filter(({ name }) => !name.includes('passkey'))
  expect(cookies).toMatchObject([{ name: 'skrin', sameSite: 'Strict' }])
  expect(page.url()).toBe(settings)

  // The provider did not say that this was more than its own long session.
  visit.watch.expect(/status of 403/)
  provider.lies = { claims: { auth_time: Math.floor(skrin.clock.now() / 1000) } }
  await page
    .getByRole('button', { name: texts.text('signInMethods.ssoUnlink') })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: texts.text('signInMethods.ssoUnlink'), exact: true })
    .click()
  const answered = page.waitForResponse((response) => response.url().includes('/callback?'))
  await page.getByRole('button', { name: texts.text('stepUp.withSso', { sso: 'Home' }) }).click()
  await answered
  await linked.waitFor()

  const provenAt = await skrin.context.db
    .selectFrom('sessions')
    .select('fresh_at')
    .where('destroyed_at', 'is', null)
    .orderBy('fresh_at', 'desc')
    .executeTakeFirstOrThrow()
  expect(skrin.clock.now() - provenAt.fresh_at).toBeLessThan(60_000)
  expect(await page.evaluate(() => document.referrer)).toBe('')
})
