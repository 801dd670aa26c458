import * as v from 'valibot'
import { session } from '@skrin/shared/api/session'
import type { Session, SetupRequest, SignInRequest } from '@skrin/shared/api/session'
import { callApi } from './apiClient.ts'

export function fetchSession(): Promise<Session> {
  return callApi({ path: '/session', schema: session })
}

export function signIn(request: SignInRequest): Promise<Session> {
  return callApi({ method: 'POST', path: '/session', body: request, schema: session })
}

export async function signOut(): Promise<void> {
  await callApi({ method: 'DELETE', path: '/session', schema: v.unknown() })
}

export function setUp(request: SetupRequest): Promise<Session> {
  return callApi({ method: 'POST', path: '/setup', body: request, schema: session })
}
