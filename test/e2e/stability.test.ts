import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectBank } from '../flows/harness/walkBank.ts'
import { desktop, phone } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'

const me = 'Jonas Lindvik'
const failing = 'sparebank1'
const MINUTE_MS = 60_000
/** Half of what counts as good on the web. */
const MOST_SHIFT = 0.05
/** Long enough for what stands in to be seen, and each answer at a time of its own. */
const DELAYS_MS: readonly (readonly [RegExp, number])[] = [
  [/\/api\/(accounts|transactions)$/, 1600],
  [/\/api\/accounts\?/, 300],
  [/\/api\/banks/, 450],
  [/\/api\/connections/, 600],
  [/\/api\/transactions\?.*prefer=cache/, 750],
  [/\/api\/transactions\?/, 1600],
]

let world: E2eWorld
beforeAll(async () => {
  world = await startWorld()
  const browser = await world.skrin.signIn(me)
  for (const bank of [failing, 'seb']) await connectBank(browser, bank, me)
  await browser.api('GET', '/accounts')
})
// Past the time for which an answer counts as fresh: the banks are asked anew.
beforeEach(() => world.skrin.clock.advance(10 * MINUTE_MS))
afterAll(() => world[Symbol.asyncDispose]())

async function enter(viewport: typeof phone): Promise<Visit> {
  const visit = await world.enter(me, { viewport })
  await visit.page.addInitScript(recordShifts)
  await visit.page.route('**/api/**', answerLater)
  return visit
}

/** Runs in the page, before anything of it is there. */
function recordShifts(): void {
  const shifts: number[] = []
  Object.assign(window, { shifts })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ('value' in entry && typeof entry.value === 'number') shifts.push(entry.value)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

async function answerLater(route: Route): Promise<void> {
  const url = route.request().url()
  const [, delayMs = 0] = DELAYS_MS.find(([pattern]) => pattern.test(url)) ?? []
  await new Promise((resolve) => setTimeout(resolve, delayMs))
  await route.continue()
}

/** How far the page moved by itself from its first paint until the banks had been asked. */
async function loadAndMeasure(page: Page, url: string, path: string): Promise<number> {
  const list = path === '/transactions' ? 'transactions' : 'accounts'
  const live = page.waitForResponse(
    (response) => isLive(new URL(response.url()), list) && response.request().method() === 'GET',
  )
  await page.goto(url + path)
  await live
  await page.getByText('Updated', { exact: false }).first().waitFor()
  await page.waitForTimeout(300)
  return page.evaluate(() => {
    const shifts: unknown = 'shifts' in window ? window.shifts : null
    if (!Array.isArray(shifts)) throw new TypeError('nothing was recorded')
    return shifts.reduce<number>((sum, shift) => sum + Number(shift), 0)
  })
}

const isLive = ({ pathname, searchParams }: URL, list: string) =>
  pathname === `/api/${list}` && !searchParams.has('prefer')

describe.each([
  ['a phone', phone],
  ['a desktop', desktop],
])('on %s nothing moves while the page arrives', (_, viewport) => {
  it.each(['/', '/transactions'])('at %s', async (path) => {
    const { page, url } = await enter(viewport)

    expect(await loadAndMeasure(page, url, path)).toBeLessThan(MOST_SHIFT)
  })
})
