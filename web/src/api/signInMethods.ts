import { session } from '@skrin/shared/api/session'
import type { Session } from '@skrin/shared/api/session'
import { recoveryCodes, signInMethods, totpStart } from '@skrin/shared/api/signIn'
import type {
  PasskeyRequest,
  PasswordChange,
  RecoveryCodes,
  SignInMethods,
  TotpStart,
} from '@skrin/shared/api/signIn'
import * as v from 'valibot'
import { callApi } from './apiClient.ts'
import { passkeyCreation } from './passkeyOptions.ts'
import type { PasskeyCreation } from './passkeyOptions.ts'

export function fetchSignInMethods(signal?: AbortSignal): Promise<SignInMethods> {
  return callApi({ path: '/sign-in-methods', schema: signInMethods, signal })
}

export function changePassword(request: PasswordChange): Promise<Session> {
  return callApi({ method: 'PUT', path: '/password', body: request, schema: session })
}

/** What the browser is asked with for a new passkey; good once, for five minutes. */
export function startPasskey(): Promise<PasskeyCreation> {
  return callApi({ method: 'POST', path: '/passkeys/options', schema: passkeyCreation })
}

export async function addPasskey(request: PasskeyRequest): Promise<void> {
  await callApi({ method: 'POST', path: '/passkeys', body: request, schema: v.unknown() })
}

export async function renamePasskey(id: string, name: string): Promise<void> {
  const path = `/passkeys/${encodeURIComponent(id)}`
  await callApi({ method: 'PATCH', path, body: { name }, schema: v.unknown() })
}

export async function removePasskey(id: string): Promise<void> {
  const path = `/passkeys/${encodeURIComponent(id)}`
  await callApi({ method: 'DELETE', path, schema: v.unknown() })
}

/** Begins the codes of an authenticator app; nothing changes before `confirmTotp`. */
export function startTotp(): Promise<TotpStart> {
  return callApi({ method: 'POST', path: '/totp', schema: totpStart })
}

export function confirmTotp(code: string): Promise<RecoveryCodes> {
  return callApi({ method: 'POST', path: '/totp/confirm', body: { code }, schema: recoveryCodes })
}

export async function stopTotp(): Promise<void> {
  await callApi({ method: 'DELETE', path: '/totp', schema: v.unknown() })
}

/** A new set; the old codes no longer work. */
export function makeRecoveryCodes(): Promise<RecoveryCodes> {
  return callApi({ method: 'POST', path: '/recovery-codes', schema: recoveryCodes })
}

export async function unlinkSso(id: string): Promise<void> {
  await callApi({ method: 'DELETE', path: `/sso/${encodeURIComponent(id)}`, schema: v.unknown() })
}
