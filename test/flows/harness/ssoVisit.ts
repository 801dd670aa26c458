import { ssoAnswer } from '@skrin/shared/api/signIn'
import { createBrowser } from './browser.ts'
import type { Browser } from './browser.ts'
import type { TestAnswer } from './sendRequest.ts'
import type { Skrin } from './startSkrin.ts'

/** Where the browser is sent for the single sign-on. */
export async function beginSso(browser: Browser, request: object): Promise<string> {
  return (await browser.api('POST', '/session/sso', request)).parse(ssoAnswer).redirectTo
}

/** As from another site: the Strict cookies stay at home; those that are set arrive in the browser. */
export async function comeBack(skrin: Skrin, browser: Browser, callback: URL): Promise<TestAnswer> {
  const navigation = createBrowser(skrin.url)
  const attempt = browser.cookies.get('skrin-sso')
  if (attempt !== undefined) navigation.cookies.set('skrin-sso', attempt)
  const answer = await navigation.visit(callback.pathname + callback.search, {
    'sec-fetch-site': 'cross-site',
  })
  for (const [name, value] of navigation.cookies) browser.cookies.set(name, value)
  if (attempt !== undefined && !navigation.cookies.has('skrin-sso'))
    browser.cookies.delete('skrin-sso')
  return answer
}
