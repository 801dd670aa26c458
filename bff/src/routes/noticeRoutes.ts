import {
  addressConfirmation,
  addressRequest,
  noticeChange,
  noticesAnswer,
  noticeSettings,
  noticeSettingsRequest,
  readRequest,
} from '@skrin/shared/api/notices'
import { unreadAnswer } from '@skrin/shared/api/unread'
import type { ApiRoute } from './apiRoutes.ts'

const settings = { 200: { description: 'As they are now', schema: noticeSettings } }

/** The part of the table that is about what a person is told. All of it is one's own. */
export const noticeRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/notices',
    summary: 'What one was told',
    who: 'members',
    answers: { 200: { description: 'Newest first', schema: noticesAnswer } },
  },
  {
    method: 'get',
    path: '/api/notices/unread',
    summary: 'How much of it one has not read',
    who: 'members',
    answers: { 200: { description: 'For the bell', schema: unreadAnswer } },
  },
  {
    method: 'post',
    path: '/api/notices/read',
    summary: 'Mark everything as read that was told until a moment',
    who: 'members',
    body: readRequest,
    answers: { 200: { description: 'What is left', schema: unreadAnswer } },
  },
  {
    method: 'patch',
    path: '/api/notices/{id}',
    summary: 'Mark one as read, or as not read',
    who: 'members',
    body: noticeChange,
    answers: { 200: { description: 'What is left', schema: unreadAnswer } },
    problems: ['not_found'],
  },
  {
    method: 'get',
    path: '/api/notice-settings',
    summary: 'What one wants to be told, and where',
    who: 'members',
    answers: settings,
  },
  {
    method: 'put',
    path: '/api/notice-settings',
    summary: 'Choose what one wants to be told, and where',
    who: 'members',
    body: noticeSettingsRequest,
    answers: settings,
  },
  {
    method: 'put',
    path: '/api/notice-addresses/{channel}',
    summary: 'Send a code to an address of one’s own',
    who: 'members',
    fresh: true,
    body: addressRequest,
    answers: settings,
    problems: ['step_up_needed', 'channel_missing', 'message_not_sent', 'too_many_requests'],
  },
  {
    method: 'post',
    path: '/api/notice-addresses/{channel}/confirm',
    summary: 'Show that the code arrived',
    who: 'members',
    body: addressConfirmation,
    answers: settings,
    problems: ['address_code_invalid'],
  },
  {
    method: 'delete',
    path: '/api/notice-addresses/{channel}',
    summary: 'Forget an address',
    who: 'members',
    answers: settings,
  },
]
