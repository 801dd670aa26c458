import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { ensureWebBuilt } from '../../scripts/ensureWebBuilt.ts'
import { launchChromium } from '../e2e/harness/launchChromium.ts'
import { median, percentile } from './load.ts'

const VISITS = 7
const SLOWED = 4
const SCROLL_MS = 3000
const aimMs = 1000

/** Opens the page of transactions as somebody who was there before, and scrolls it; prints how long and how smoothly. */
export async function printPage(
  origin: string,
  cookies: ReadonlyMap<string, string>,
): Promise<void> {
  await ensureWebBuilt()
  const server = await launchChromium()
  const browser = await chromium.connect(server.wsEndpoint())
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const known = [...cookies].map(([name, value]) => ({ name, value, url: origin }))
    await context.addCookies(known)
    const page = await context.newPage()
    await visit(page, origin)
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
    const times: number[] = []
    for (let round = 0; round < VISITS; round++) times.push(await visit(page, origin))
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    console.log(
      `\nTransactions opened with a warm cache, processor slowed ${SLOWED} times: first rows after ${median(times).toFixed(0)} ms` +
        ` (slowest of ${VISITS} ${Math.max(...times).toFixed(0)} ms, aim < ${aimMs})`,
    )
    printFrames(await scroll(page))
  } finally {
    await browser.close()
    await server.close()
  }
}

/** Milliseconds from asking for the page to the first row on it. */
async function visit(page: Page, origin: string): Promise<number> {
  await page.goto('about:blank')
  const startedAt = performance.now()
  await page.goto(`${origin}/transactions`, { waitUntil: 'commit' })
  await page.locator('[data-index="0"] button').waitFor()
  return performance.now() - startedAt
}

/** Scrolls down by the frame, some 3,000 pixels a second, and gives the time between frames. */
function scroll(page: Page): Promise<number[]> {
  return page.evaluate(
    (durationMs) =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = []
        const startedAt = performance.now()
        let last = startedAt
        const step = (now: number) => {
          frames.push(now - last)
          last = now
          window.scrollBy(0, 50)
          if (now - startedAt < durationMs) requestAnimationFrame(step)
          else resolve(frames.slice(2))
        }
        requestAnimationFrame(step)
      }),
    SCROLL_MS,
  )
}

function printFrames(frames: readonly number[]): void {
  const sorted = frames.toSorted((a, b) => a - b)
  const perSecond = (frames.length * 1000) / frames.reduce((sum, ms) => sum + ms, 0)
  console.log(
    `Scrolled: ${perSecond.toFixed(0)} frames a second, 95 % within ${percentile(sorted, 0.95).toFixed(1)} ms (aim 60, within 17)`,
  )
}
