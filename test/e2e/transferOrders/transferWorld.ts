import { transfersOnAnswer } from '@skrin/shared/api/transferOrders'
import type { Language } from '../../../web/src/i18n/language.ts'
import type { Browser } from '../../flows/harness/browser.ts'
import { createTestClock } from '../../flows/harness/testClock.ts'
import { connectBank, visitCallback, walkBank } from '../../flows/harness/walkBank.ts'
import { phone } from '../harness/openSkrin.ts'
import type { OpenOptions, Visit } from '../harness/openSkrin.ts'
import { startWorld } from '../harness/startWorld.ts'
import type { E2eWorld } from '../harness/startWorld.ts'

export interface TransferWorld extends E2eWorld {
  /** In front of the page where moving money begins: somebody who has turned it on at their banks. */
  enterToMove(person: string, language: Language, options?: OpenOptions): Promise<Visit>
  /** What really moved, whoever heard of it, since the last call. */
  takeMoves(): readonly object[]
}

/** The sandbox banks, where these people have turned on moving money. */
export async function startTransferWorld(
  banksOf: Readonly<Record<string, readonly string[]>>,
): Promise<TransferWorld> {
  const clock = createTestClock()
  const world = await startWorld({
    skrin: { clock, env: { SKRIN_TRANSFERS: 'on' } },
    sandbox: { now: () => clock.now() },
  })
  const browsers = new Map<string, Browser>()
  for (const [person, banks] of Object.entries(banksOf)) {
    const browser = await world.skrin.signIn(person)
    browsers.set(person, browser)
    for (const bank of banks) await turnOn(browser, bank, person)
    await browser.api('GET', '/accounts')
  }
  await world.skrin.context.refresher.settle()
  let told = 0
  return Object.assign(world, {
    async enterToMove(person: string, language: Language, options: OpenOptions = {}) {
      const visit = await world.open({ language, viewport: phone, ...options })
      await giveCookies(visit, browsers.get(person))
      await visit.page.goto(`${visit.url}/move`)
      return visit
    },
    takeMoves() {
      const moves = world.sandbox.world.moves()
      const fresh = moves.slice(told)
      told = moves.length
      return fresh
    },
  })
}

async function turnOn(browser: Browser, bank: string, person: string): Promise<void> {
  const connection = await connectBank(browser, bank, person)
  const answer = await browser.api('PUT', `/connections/${connection}/transfers`, {})
  const turned = answer.parse(transfersOnAnswer)
  if ('redirectTo' in turned)
    await visitCallback(browser, await walkBank(turned.redirectTo, person))
}

/** The session that began without a page: signing in through the form is tested elsewhere. */
async function giveCookies({ context, url }: Visit, browser: Browser | undefined): Promise<void> {
  const cookies = [...(browser?.cookies ?? [])].map(([name, value]) => ({ name, value, url }))
  await context.addCookies(cookies)
}
