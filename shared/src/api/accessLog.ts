import * as v from 'valibot'
import { instant, memberId } from './primitives.ts'

export const accessEvents = [
  'account.opened',
  'account.shared',
  'account.unshared',
  'connection.made',
  'connection.renewed',
  'connection.ended',
  'bank_client.added',
  'bank_client.removed',
  'member.invited',
  'member.joined',
  'member.removed',
  'member.role_changed',
  'member.renamed',
  'household.renamed',
  'invite.withdrawn',
  'sign_in.succeeded',
  'sign_in.failed',
  'session.ended',
  'password.changed',
  'passkey.added',
  'passkey.removed',
  'totp.enabled',
  'totp.disabled',
  'recovery_codes.made',
  'recovery_code.used',
  'sso.linked',
  'sso.unlinked',
  'api_token.made',
  'api_token.revoked',
  'api_token.used',
  'file.imported',
  'file.undone',
  'transactions.exported',
  'data.exported',
  'transfers.on',
  'transfers.off',
  'transfer.sent',
  'transfer.done',
  'transfer.refused',
  'transfer.not_sent',
  'transfer.unknown',
  'transfer.decided',
  'transfer.cancelled',
  'transfer.denied',
  'transfer_limit.changed',
] as const

/** One thing that happened to one's own accounts, access or household. */
export const accessEntry = v.object({
  id: v.string(),
  at: instant,
  event: v.picklist(accessEvents),
  /** Who: a member (null id when gone since), one of their API tokens, the command line, or Skrin by itself. */
  actor: v.object({
    kind: v.picklist(['session', 'token', 'cli', 'program']),
    id: v.nullable(memberId),
    name: v.string(),
  }),
  /** What it was about, in words of then: names of accounts, people, banks, devices, tokens. */
  subject: v.record(v.string(), v.string()),
})
export type AccessEntry = v.InferOutput<typeof accessEntry>

/** GET /api/access-log: newest first. One's own matters; the household's own too for the owner. */
export const accessLogQuery = v.strictObject({
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(200)),
  ),
})
export const accessLogAnswer = v.object({
  entries: v.array(accessEntry),
  nextCursor: v.nullable(v.string()),
})
export type AccessLogAnswer = v.InferOutput<typeof accessLogAnswer>
