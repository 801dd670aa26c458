import { parseCookie } from 'cookie'
import type { CookieOptions, Request, Response } from 'express'

export interface ShortCookie {
  set(res: Response, value: string): void
  clear(res: Response): void
  read(req: Request): string | undefined
}

export interface ShortCookieOptions {
  readonly name: string
  /** `lax` only where another site sends the browser back. */
  readonly sameSite: 'strict' | 'lax'
  readonly maxAgeMs: number
}

/** Finds a browser again within minutes, and signs nobody in. */
export function createShortCookie(
  publicUrl: URL,
  { name: plainName, sameSite, maxAgeMs }: ShortCookieOptions,
): ShortCookie {
  const secure = publicUrl.protocol === 'https:'
  const name = secure ? `__Host-Http-${plainName}` : plainName
  const attributes: CookieOptions = { httpOnly: true, sameSite, path: '/', secure }
  return {
    set: (res, value) => void res.cookie(name, value, { ...attributes, maxAge: maxAgeMs }),
    clear: (res) => void res.clearCookie(name, attributes),
    read: (req) => parseCookie(req.headers.cookie ?? '')[name],
  }
}
