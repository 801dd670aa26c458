import { Router } from 'express'

/** `/api/Session` and `/api/session/` are other addresses, not other spellings. */
export function createRouter(): Router {
  return Router({ caseSensitive: true, strict: true })
}
