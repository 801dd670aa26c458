import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { afterAll, inject } from 'vitest'
import './globalSetup.ts'

let connecting: Promise<Browser> | undefined

/** The one browser of the run, as seen from this test file. */
export function getBrowser(): Promise<Browser> {
  return (connecting ??= chromium.connect(inject('browserEndpoint')))
}

afterAll(async () => {
  await (await connecting)?.close()
})
