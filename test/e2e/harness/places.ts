import type { Locator } from 'playwright-core'
import type { Visit } from './openSkrin.ts'

export type Place = 'overview' | 'transactions' | 'insights' | 'banks' | 'settings'

/** Through the rail or the bottom bar, whichever is there, up to the page's heading. */
export async function goTo({ page, texts }: Visit, place: Place): Promise<void> {
  const name = texts.text(`${place}.title`)
  const nav = page.getByRole('navigation', { name: texts.text('app.places') })
  await nav.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
}

/** One connection on the page of banks, by what it is called. */
export function connectionCard({ page, texts }: Visit, name: string): Locator {
  return page
    .getByRole('region', { name: texts.text('banks.mine') })
    .getByRole('article', { name, exact: true })
}

/** One bank of the catalogue. */
export function bankCard({ page, texts }: Visit, name: string): Locator {
  return page
    .getByRole('region', { name: texts.text('banks.catalogue') })
    .getByRole('article', { name, exact: true })
}
