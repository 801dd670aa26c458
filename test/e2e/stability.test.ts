import type { Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connectBank } from '../flows/harness/walkBank.ts'
import { desktop, phone } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'

const me = 'Jonas Lindvik'
const failing = 'sparebank1'
const renewing = 'seb'
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const SETTLE_MS = 500
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
  for (const bank of [failing, renewing]) await connectBank(browser, bank, me)
  await browser.api('GET', '/accounts')
})
afterEach(() => world.sandbox.faults.clear())
afterAll(() => world[Symbol.asyncDispose]())

async function enter(viewport: typeof phone): Promise<Visit> {
  const visit = await world.enter(me, { viewport })
  // The banks are asked for this first page too: after that, not before.
  await visit.page.waitForLoadState('networkidle')
  await world.skrin.context.refresher.settle()
  // Past the time for which an answer counts as fresh: the banks are asked anew.
  world.skrin.clock.advance(10 * MINUTE_MS)
  await visit.page.addInitScript(recordShifts)
  await visit.page.route('**/api/**', answerLater)
  return visit
}

async function endSoon(bank: string): Promise<void> {
  const { clock, context } = world.skrin
  const end = clock.now() + 5 * DAY_MS
  await context.db
    .updateTable('connections')
    .set({ renew_by: end })
    .where('bank', '=', bank)
    .execute()
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

/** How far the page moved by itself from its first paint until what the banks answered was on it. */
async function loadAndMeasure({ page, url }: Visit, path: string): Promise<number> {
  const pathname = path === '/' ? '/api/accounts' : '/api/transactions'
  const live = page.waitForResponse((response) => {
    const asked = new URL(response.url())
    return asked.pathname === pathname && !asked.searchParams.has('prefer')
  })
  await page.goto(url + path)
  await (await live).finished()
  await page.waitForTimeout(SETTLE_MS)
  return page.evaluate(() => {
    const shifts: unknown = 'shifts' in window ? window.shifts : null
    if (!Array.isArray(shifts)) throw new TypeError('nothing was recorded')
    return shifts.reduce<number>((sum, shift) => sum + Number(shift), 0)
  })
}

describe.each([
  ['a phone', phone],
  ['a desktop', desktop],
])('on %s nothing moves while the page arrives', (_, viewport) => {
  it.each(['/', '/transactions'])('at %s', async (path) => {
    const visit = await enter(viewport)

    expect(await loadAndMeasure(visit, path)).toBeLessThan(MOST_SHIFT)
  })

  it.each(['/', '/transactions'])('at %s, though one bank fails', async (path) => {
    const visit = await enter(viewport)
    world.sandbox.faults.set({ bank: failing, operation: 'accounts', kind: 'unavailable' })

    expect(await loadAndMeasure(visit, path)).toBeLessThan(MOST_SHIFT)
    await visit.page.locator('summary').filter({ visible: true }).waitFor()
  })

  it('at /, though access is to be renewed', async () => {
    const visit = await enter(viewport)
    await endSoon(renewing)

    expect(await loadAndMeasure(visit, '/')).toBeLessThan(MOST_SHIFT)
    await visit.page.getByRole('link', { name: visit.texts.text('outcomes.renew') }).waitFor()
  })
})
