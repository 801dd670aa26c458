import type { BrowserContext } from 'playwright-core'

export interface PageWatch {
  /** What went wrong in any page so far. */
  readonly complaints: readonly string[]
  /** From here on a complaint that matches is part of what the test is about. */
  expect(pattern: RegExp): void
}

/** Notes console errors and warnings, uncaught errors, CSP violations and requests to hosts that are not ours. */
export async function watchPage(
  context: BrowserContext,
  origins: readonly string[],
): Promise<PageWatch> {
  const complaints: string[] = []
  const expected: RegExp[] = []
  const complain = (complaint: string) => {
    if (!expected.some((pattern) => pattern.test(complaint))) complaints.push(complaint)
  }
  context.on('console', (message) => {
    const type = message.type()
    if (type !== 'error' && type !== 'warning') return
    complain(`${type}: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => complain(`uncaught: ${error.error().message}`))
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol === 'data:' || protocol === 'blob:') return
    if (!origins.includes(origin)) complain(`foreign request: ${request.url()}`)
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      console.error(`policy violation: ${effectiveDirective} ${blockedURI}`)
    })
  })
  return { complaints, expect: (pattern) => void expected.push(pattern) }
}
