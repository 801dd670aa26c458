import * as v from 'valibot'
import { instant, inviteId, memberId } from './primitives.ts'
import { member, memberName, password, role } from './session.ts'

/** GET and PUT /api/household. PUT is the owner's. */
export const household = v.object({ name: v.nullable(v.string()) })
export type Household = v.InferOutput<typeof household>
export const householdRequest = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
})
export type HouseholdRequest = v.InferInput<typeof householdRequest>

/** GET /api/members: everybody who lives here, in the order they came. */
export const membersAnswer = v.object({
  members: v.array(v.object({ ...member.entries, joinedAt: instant })),
})
export type MembersAnswer = v.InferOutput<typeof membersAnswer>

/** PATCH /api/members/{id}: a role, by the owner; one's own name. There is one owner, and their role stays. */
export const memberChange = v.strictObject({
  role: v.optional(v.picklist(['adult', 'child'])),
  name: v.optional(memberName),
})
export type MemberChange = v.InferInput<typeof memberChange>

/** DELETE /api/members/{id}: by the owner, or by oneself. How many connections were ended, and what the banks said. */
export const removeMemberAnswer = v.object({
  removed: v.literal(true),
  connections: v.object({ revoked: v.number(), unsupported: v.number(), failed: v.number() }),
})
export type RemoveMemberAnswer = v.InferOutput<typeof removeMemberAnswer>

export const invite = v.object({
  id: inviteId,
  role,
  /** What the inviter wrote; the invited person may choose another name. */
  name: v.nullable(v.string()),
  createdAt: instant,
  expiresAt: instant,
})
export type Invite = v.InferOutput<typeof invite>
/** GET /api/invites: the open ones. */
export const invitesAnswer = v.object({ invites: v.array(invite) })
export type InvitesAnswer = v.InferOutput<typeof invitesAnswer>

/** POST /api/invites: by the owner. */
export const inviteRequest = v.strictObject({
  role: v.picklist(['adult', 'child']),
  name: v.optional(memberName),
})
export type InviteRequest = v.InferInput<typeof inviteRequest>
/** The link is told once; it works once, for seven days. Its code stands behind `#`, which no server is sent. */
export const inviteAnswer = v.object({ invite, link: v.string() })
export type InviteAnswer = v.InferOutput<typeof inviteAnswer>

const code = v.pipe(v.string(), v.maxLength(100))
/** POST /api/invites/check: what a code is for, without using it. `member`: a new password for this member. */
export const inviteCheckRequest = v.strictObject({ code })
export const inviteCheckAnswer = v.object({
  role,
  name: v.nullable(v.string()),
  invitedBy: v.nullable(v.string()),
  household: v.nullable(v.string()),
  member: v.nullable(v.object({ id: memberId, name: v.string() })),
  expiresAt: instant,
})
export type InviteCheckAnswer = v.InferOutput<typeof inviteCheckAnswer>

/**
 * POST /api/invites/accept: becomes a member (or sets the new password) and is signed in; not past a second factor, which is
 * asked for by signing in. Answers with the session.
 */
export const inviteAcceptRequest = v.strictObject({ code, name: v.optional(memberName), password })
export type InviteAcceptRequest = v.InferInput<typeof inviteAcceptRequest>
