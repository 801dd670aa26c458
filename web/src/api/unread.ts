import { unreadAnswer } from '@skrin/shared/api/unread'
import type { UnreadAnswer } from '@skrin/shared/api/unread'
import { callApi } from './apiClient.ts'

export function fetchUnread(signal?: AbortSignal): Promise<UnreadAnswer> {
  return callApi({ path: '/notices/unread', schema: unreadAnswer, signal })
}
