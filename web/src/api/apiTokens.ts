import { apiTokenAnswer, apiTokensAnswer } from '@skrin/shared/api/tokens'
import type { ApiTokenAnswer, ApiTokenRequest, ApiTokensAnswer } from '@skrin/shared/api/tokens'
import type { ApiTokenId } from '@skrin/shared/brand'
import * as v from 'valibot'
import { callApi } from './apiClient.ts'

export function fetchApiTokens(signal?: AbortSignal): Promise<ApiTokensAnswer> {
  return callApi({ path: '/tokens', schema: apiTokensAnswer, signal })
}

/** The token itself is in this answer and in no other. */
export function makeApiToken(request: ApiTokenRequest): Promise<ApiTokenAnswer> {
  return callApi({ method: 'POST', path: '/tokens', body: request, schema: apiTokenAnswer })
}

export async function revokeApiToken(id: ApiTokenId): Promise<void> {
  await callApi({ method: 'DELETE', path: `/tokens/${id}`, schema: v.unknown() })
}
