import { session } from '@skrin/shared/api/session'
import { signInMethods } from '@skrin/shared/api/signIn'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startOidcServer } from '../contracts/support/oidcServer.ts'
import type { OidcServer } from '../contracts/support/oidcServer.ts'
import { toSsoEnv } from './harness/openIdProvider.ts'
import type { Browser } from './harness/browser.ts'
import { codeOf } from './harness/problemOf.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { beginSso, comeBack } from './harness/ssoVisit.ts'

// The address is known before the port is: the provider has to know where it may send people.
const publicUrl = 'http://localhost:3000'
const client = {
  id: 'skrin :+/%',
  secret: "s3cret: + / = % space ' ( ) * ~!",
  redirectUri: `${publicUrl}/sign-in/sso/callback`,
}

let oidc: OidcServer
let skrin: Skrin

beforeEach(async () => {
  oidc = await startOidcServer(client)
  skrin = await startSkrin({
    publicUrl,
    env: toSsoEnv(oidc.issuer, client),
  })
})
afterEach(async () => {
  await skrin.stop()
  await oidc.close()
})

async function walk(browser: Browser, request: object): Promise<string | undefined> {
  const callback = await oidc.walkThrough(new URL(await beginSso(browser, request)))
  return (await comeBack(skrin, browser, callback)).headers.location
}

it('F10: a real OpenID provider lets in whom a member linked', async () => {
  const ada = await skrin.signIn('Ada')
  const stranger = skrin.browser()

  const before = await walk(stranger, { purpose: 'sign-in' })
  const linked = await walk(ada, { purpose: 'link', returnTo: '/settings/sign-in' })
  const browser = skrin.browser()
  const after = await walk(browser, { purpose: 'sign-in', returnTo: '/accounts' })

  const own = (await ada.api('GET', '/sign-in-methods')).parse(signInMethods)
  expect([before, linked, after]).toEqual([
    '/sign-in?problem=sso_not_linked',
    '/settings/sign-in',
    '/accounts',
  ])
  expect((await browser.api('GET', '/session')).parse(session).member?.name).toBe('Ada')
  expect(own.sso).toHaveLength(1)
})

it('S9: a real OpenID provider asks again, and says when', async () => {
  const ada = await skrin.signIn('Ada')
  await walk(ada, { purpose: 'link' })
  // Not by the clock: the provider keeps its own.
  await skrin.context.db.updateTable('sessions').set({ fresh_at: 0 }).execute()
  const late = await ada.api('POST', '/totp')

  const place = await walk(ada, { purpose: 'proof', returnTo: '/banks' })

  expect(place).toBe('/banks')
  expect([codeOf(late), codeOf(await ada.api('POST', '/totp'))]).toEqual([
    '403 step_up_needed',
    '200',
  ])
})
