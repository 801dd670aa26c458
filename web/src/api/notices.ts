import { noticesAnswer, noticeSettings } from '@skrin/shared/api/notices'
import type {
  AddressRequest,
  NoticeChannel,
  NoticesAnswer,
  NoticeSettings,
  NoticeSettingsRequest,
} from '@skrin/shared/api/notices'
import { unreadAnswer } from '@skrin/shared/api/unread'
import type { UnreadAnswer } from '@skrin/shared/api/unread'
import type { Instant, NoticeId } from '@skrin/shared/brand'
import { callApi } from './apiClient.ts'

export function fetchNotices(signal?: AbortSignal): Promise<NoticesAnswer> {
  return callApi({ path: '/notices', schema: noticesAnswer, signal })
}

export function markNotice(id: NoticeId, read: boolean): Promise<UnreadAnswer> {
  return callApi({ method: 'PATCH', path: `/notices/${id}`, body: { read }, schema: unreadAnswer })
}

/** Everything that was told until then. */
export function markAllNotices(until: Instant): Promise<UnreadAnswer> {
  return callApi({ method: 'POST', path: '/notices/read', body: { until }, schema: unreadAnswer })
}

export function fetchNoticeSettings(signal?: AbortSignal): Promise<NoticeSettings> {
  return callApi({ path: '/notice-settings', schema: noticeSettings, signal })
}

export function saveNoticeSettings(body: NoticeSettingsRequest): Promise<NoticeSettings> {
  return callApi({ method: 'PUT', path: '/notice-settings', body, schema: noticeSettings })
}

/** Sends a code there, which `confirmAddress` brings back. */
export function setAddress(channel: NoticeChannel, body: AddressRequest): Promise<NoticeSettings> {
  const path = `/notice-addresses/${channel}`
  return callApi({ method: 'PUT', path, body, schema: noticeSettings })
}

export function confirmAddress(channel: NoticeChannel, code: string): Promise<NoticeSettings> {
  const path = `/notice-addresses/${channel}/confirm`
  return callApi({ method: 'POST', path, body: { code }, schema: noticeSettings })
}

export function removeAddress(channel: NoticeChannel): Promise<NoticeSettings> {
  const path = `/notice-addresses/${channel}`
  return callApi({ method: 'DELETE', path, schema: noticeSettings })
}
