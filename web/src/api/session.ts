import * as v from 'valibot'
import { session } from '@skrin/shared/api/session'
import type { ProofRequest, Session, SetupRequest, SignInRequest } from '@skrin/shared/api/session'
import { ssoAnswer } from '@skrin/shared/api/signIn'
import type { SsoRequest } from '@skrin/shared/api/signIn'
import { callApi } from './apiClient.ts'
import { passkeyRequest } from './passkeyOptions.ts'
import type { PasskeyRequest } from './passkeyOptions.ts'

export function fetchSession(): Promise<Session> {
  return callApi({ path: '/session', schema: session })
}

export function signIn(request: SignInRequest): Promise<Session> {
  return callApi({ method: 'POST', path: '/session', body: request, schema: session })
}

/** The signed-in person once more, before something sensitive. */
export function prove(request: ProofRequest): Promise<Session> {
  return callApi({ method: 'POST', path: '/session/proof', body: request, schema: session })
}

/** What the browser is asked with for a passkey, to sign in or to prove; good once, for five minutes. */
export function startPasskeyRequest(): Promise<PasskeyRequest> {
  return callApi({ method: 'POST', path: '/session/passkey/options', schema: passkeyRequest })
}

/** Where to send the browser for the single sign-on. */
export async function startSso(request: SsoRequest): Promise<string> {
  const path = '/session/sso'
  const answer = await callApi({ method: 'POST', path, body: request, schema: ssoAnswer })
  return answer.redirectTo
}

export async function signOut(): Promise<void> {
  await callApi({ method: 'DELETE', path: '/session', schema: v.unknown() })
}

export function setUp(request: SetupRequest): Promise<Session> {
  return callApi({ method: 'POST', path: '/setup', body: request, schema: session })
}
