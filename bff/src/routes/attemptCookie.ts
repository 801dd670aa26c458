import { createShortCookie } from '../http/shortCookie.ts'
import type { ShortCookie } from '../http/shortCookie.ts'
import { ATTEMPT_MS } from '../connections/connectAttempts.ts'

/**
 * Finds the attempt again when the bank sends the browser back: that request comes from another site, so the Strict
 * session cookie is absent and only a Lax one arrives. It signs nobody in.
 */
export function attemptCookie(publicUrl: URL): ShortCookie {
  return createShortCookie(publicUrl, {
    name: 'skrin-connect',
    sameSite: 'lax',
    maxAgeMs: ATTEMPT_MS,
  })
}
