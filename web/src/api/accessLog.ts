import { accessLogAnswer } from '@skrin/shared/api/accessLog'
import type { AccessLogAnswer } from '@skrin/shared/api/accessLog'
import { callApi } from './apiClient.ts'

/** Newest first; `cursor`: from where an answer before ended. */
export function fetchAccessLog(cursor?: string, signal?: AbortSignal): Promise<AccessLogAnswer> {
  return callApi({ path: '/access-log', query: { cursor }, schema: accessLogAnswer, signal })
}
