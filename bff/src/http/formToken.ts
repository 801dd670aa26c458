import { createHmac } from 'node:crypto'
import type { Request } from 'express'
import { deriveKey } from '../auth/sealing.ts'
import { isSameSecret } from '../ids.ts'

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
    isValid: (req, purpose, token) => isSameSecret(create(req, purpose), token),
  }
}
