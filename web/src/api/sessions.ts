import { sessionsAnswer } from '@skrin/shared/api/sessions'
import type { SessionsAnswer } from '@skrin/shared/api/sessions'
import type { SessionPublicId } from '@skrin/shared/brand'
import * as v from 'valibot'
import { callApi } from './apiClient.ts'

export function fetchSessions(signal?: AbortSignal): Promise<SessionsAnswer> {
  return callApi({ path: '/sessions', schema: sessionsAnswer, signal })
}

export async function endSession(id: SessionPublicId): Promise<void> {
  await callApi({ method: 'DELETE', path: `/sessions/${id}`, schema: v.unknown() })
}

/** All but this one. */
export async function endOtherSessions(): Promise<void> {
  await callApi({ method: 'DELETE', path: '/sessions', schema: v.unknown() })
}
