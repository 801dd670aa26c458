import { household, membersAnswer, removeMemberAnswer } from '@skrin/shared/api/household'
import type {
  Household,
  HouseholdRequest,
  memberChange,
  MembersAnswer,
  RemoveMemberAnswer,
} from '@skrin/shared/api/household'
import type { MemberId } from '@skrin/shared/brand'
import * as v from 'valibot'
import { callApi } from './apiClient.ts'

export function renameHousehold(request: HouseholdRequest): Promise<Household> {
  return callApi({ method: 'PUT', path: '/household', body: request, schema: household })
}

export function fetchMembers(signal?: AbortSignal): Promise<MembersAnswer> {
  return callApi({ path: '/members', schema: membersAnswer, signal })
}

export async function changeMember(
  id: MemberId,
  change: v.InferInput<typeof memberChange>,
): Promise<void> {
  await callApi({ method: 'PATCH', path: `/members/${id}`, body: change, schema: v.unknown() })
}

/** Somebody else, or oneself. Their connections end first, at the bank where it can be told. */
export function removeMember(id: MemberId): Promise<RemoveMemberAnswer> {
  return callApi({ method: 'DELETE', path: `/members/${id}`, schema: removeMemberAnswer })
}
