import type { Request } from 'express'
import { readLook } from '../pages/look.ts'
import type { Look } from '../pages/look.ts'

/** What a page that the BFF renders is to look like: as its address says, else as the browser wants it. */
export function lookOf(req: Request): Look {
  const { lang, theme } = req.query
  return readLook({ lang, theme, accepted: req.acceptsLanguages() })
}
