import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { localeTags } from '../../../web/src/i18n/language.ts'
import type { Language } from '../../../web/src/i18n/language.ts'
import { getBrowser } from './browser.ts'
import { createTexts } from './texts.ts'
import type { Texts } from './texts.ts'
import { watchPage } from './watchPage.ts'
import type { PageWatch } from './watchPage.ts'

export const TIME_ZONE = 'Europe/Oslo'
const results = join(import.meta.dirname, '../../../test-results')

export interface OpenOptions {
  readonly language?: Language
  readonly colorScheme?: 'light' | 'dark'
  readonly viewport?: { readonly width: number; readonly height: number }
  /** Origins beside Skrin's own that the browser may ask: the sandbox banks. */
  readonly origins?: readonly string[]
}

/** One person's browser in front of Skrin. */
export interface Visit {
  readonly url: string
  readonly context: BrowserContext
  readonly page: Page
  readonly texts: Texts
  readonly watch: PageWatch
}

export const desktop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

/**
 * A new browser profile with one page, closed when the test ends. The test fails when anything was complained about
 * on the way; a failure leaves a picture in `test-results`.
 */
export async function openSkrin(url: string, options: OpenOptions = {}): Promise<Visit> {
  const { language = 'en', colorScheme = 'light', viewport = desktop, origins = [] } = options
  const browser = await getBrowser()
  const context = await browser.newContext({
    locale: localeTags[language],
    timezoneId: TIME_ZONE,
    reducedMotion: 'reduce',
    colorScheme,
    viewport,
  })
  context.setDefaultTimeout(10_000)
  const watch = await watchPage(context, [url, ...origins])
  const page = await context.newPage()
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await takePictures(context, task.name)
    await context.close()
    expect(watch.complaints).toEqual([])
  })
  return { url, context, page, texts: createTexts(language), watch }
}

async function takePictures(context: BrowserContext, testName: string): Promise<void> {
  mkdirSync(results, { recursive: true })
  const name = testName.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
  for (const [index, page] of context.pages().entries()) {
    await page.screenshot({ path: join(results, `${name}-${index + 1}.png`) })
  }
}
