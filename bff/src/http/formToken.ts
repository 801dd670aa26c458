import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Request } from 'express'
import { deriveKey } from '../auth/sealing.ts'
import { sha256 } from '../ids.ts'

/** Binds a form to the session that it was made for, and to one purpose: another site can neither read nor guess it. */
export interface FormTokens {
  create(req: Request, purpose: string): string
  isValid(req: Request, purpose: string, token: string): boolean
}

export function createFormTokens(masterKey: Buffer): FormTokens {
  const key = deriveKey(masterKey, 'form token')
  const create = (req: Request, purpose: string) =>
    createHmac('sha256', key).update(`${purpose} ${req.sessionID}`).digest('base64url')
  return {
    create,
    isValid: (req, purpose, token) => isSame(create(req, purpose), token),
  }
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}
