import type { Locator, Page } from 'playwright-core'

export interface FocusStop {
  /** The element's tag and text, for messages; `body` when the focus is lost. */
  readonly at: string
  /** Whether a ring is drawn around it, its row, its label or the field that it is in. */
  readonly isSeen: boolean
}

/** Where the keyboard stands now. */
export function readFocus(page: Page): Promise<FocusStop> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body
    const label = element.closest('label')
    const hasRing = (style: CSSStyleDeclaration) =>
      style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0
    // A field that holds more than its text wears the ring itself.
    const isRung = [element, element.parentElement, label].some(
      (one) => one && (hasRing(getComputedStyle(one)) || hasRing(getComputedStyle(one, '::after'))),
    )
    const { bottom, right, width } = (label ?? element).getBoundingClientRect()
    const words = element.getAttribute('aria-label') ?? element.textContent ?? ''
    return {
      at: `${element.tagName.toLowerCase()} ${words.trim().slice(0, 40)}`.trim(),
      isSeen: isRung && width > 0 && bottom > 0 && right > 0,
    }
  })
}

const MOST_STOPS = 120

/** Presses Tab until the element has the focus. @throws when the focus gets lost or invisible on the way, or never arrives */
export async function tabTo(page: Page, goal: Locator): Promise<void> {
  await goal.first().waitFor({ state: 'attached' })
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await page.keyboard.press('Tab')
    const { at, isSeen } = await readFocus(page)
    if (at === 'body') throw new Error('the focus is lost')
    if (!isSeen) throw new Error(`nothing shows that the focus is on ${at}`)
    if (await goal.first().evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${MOST_STOPS} times Tab do not lead to ${String(goal)}`)
}

/** Every stop of the Tab key from the top of the page until it leaves it. */
export async function tabThrough(page: Page): Promise<FocusStop[]> {
  const stops: FocusStop[] = []
  await page.evaluate(() => {
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
  })
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press('Tab')
    const stop = await readFocus(page)
    if (stop.at.startsWith('body')) return stops
    stops.push(stop)
  }
  throw new Error('the page has no end')
}
