import { parseCookie } from 'cookie'
import type { CookieOptions, Request, Response } from 'express'
import { ATTEMPT_MS } from '../connections/connectAttempts.ts'

/**
 * Finds the attempt again when the bank sends the browser back: that request comes from another site, so the Strict
 * session cookie is absent and only a Lax one arrives. It signs nobody in.
 */
export function setAttemptCookie(response: Response, publicUrl: URL, attempt: string): void {
  response.cookie(nameFor(publicUrl), attempt, { ...attributesFor(publicUrl), maxAge: ATTEMPT_MS })
}

export function clearAttemptCookie(response: Response, publicUrl: URL): void {
  response.clearCookie(nameFor(publicUrl), attributesFor(publicUrl))
}

export function readAttemptCookie(request: Request, publicUrl: URL): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[nameFor(publicUrl)]
}

function nameFor(publicUrl: URL): string {
  return publicUrl.protocol === 'https:' ? '__Host-Http-skrin-connect' : 'skrin-connect'
}

function attributesFor(publicUrl: URL): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl.protocol === 'https:' }
}
