import { findViolations } from './findViolations.ts'
import type { Visit } from './openSkrin.ts'

export type Theme = 'light' | 'dark'

/** What axe finds in each theme. All rules in the first; between themes only colours differ. */
export async function checkThemes(
  { page }: Visit,
  name: string,
  themes: readonly Theme[],
): Promise<string[]> {
  const found: string[] = []
  for (const [index, theme] of themes.entries()) {
    await page.emulateMedia({ colorScheme: theme })
    const violations = await findViolations(page, index === 0 ? undefined : ['color-contrast'])
    found.push(...violations.map((violation) => `${name}, ${theme}: ${violation}`))
  }
  return found
}
