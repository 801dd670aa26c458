import type { TestProject } from 'vitest/node'
import { ensureWebBuilt } from '../../../scripts/ensureWebBuilt.ts'
import { launchChromium } from './launchChromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one browser of the run takes orders. */
    browserEndpoint: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensureWebBuilt()
  const browser = await launchChromium()
  project.provide('browserEndpoint', browser.wsEndpoint())
  return () => browser.close()
}
