import { inviteAnswer, inviteCheckAnswer, invitesAnswer } from '@skrin/shared/api/household'
import type {
  InviteAcceptRequest,
  InviteAnswer,
  InviteCheckAnswer,
  InviteRequest,
  InvitesAnswer,
} from '@skrin/shared/api/household'
import { session } from '@skrin/shared/api/session'
import type { Session } from '@skrin/shared/api/session'
import type { InviteId } from '@skrin/shared/brand'
import * as v from 'valibot'
import { callApi } from './apiClient.ts'

/** The open ones. */
export function fetchInvites(signal?: AbortSignal): Promise<InvitesAnswer> {
  return callApi({ path: '/invites', schema: invitesAnswer, signal })
}

/** Its answer holds the link, which is told this once. */
export function makeInvite(request: InviteRequest): Promise<InviteAnswer> {
  return callApi({ method: 'POST', path: '/invites', body: request, schema: inviteAnswer })
}

export async function withdrawInvite(id: InviteId): Promise<void> {
  await callApi({ method: 'DELETE', path: `/invites/${id}`, schema: v.unknown() })
}

/** What a code is for, without using it. */
export function checkInvite(code: string, signal?: AbortSignal): Promise<InviteCheckAnswer> {
  return callApi({
    method: 'POST',
    path: '/invites/check',
    body: { code },
    schema: inviteCheckAnswer,
    signal,
  })
}

/** Uses the code up: somebody is a member, or has a new password, and is signed in. */
export function acceptInvite(request: InviteAcceptRequest): Promise<Session> {
  return callApi({ method: 'POST', path: '/invites/accept', body: request, schema: session })
}
