import * as v from 'valibot'
import { accountId, apiTokenId, instant } from './primitives.ts'
import { shareLevel } from './sharing.ts'

const tokenName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))
const scopedAccount = v.strictObject({ account: accountId, level: shareLevel })

/** A read-only key for scripts: it opens chosen accounts, and never more of them than its maker may see at that moment. */
export const apiToken = v.object({
  id: apiTokenId,
  name: v.string(),
  accounts: v.array(v.object({ account: accountId, name: v.string(), level: shareLevel })),
  createdAt: instant,
  expiresAt: v.nullable(instant),
  usedAt: v.nullable(instant),
})
export type ApiToken = v.InferOutput<typeof apiToken>

/** GET /api/tokens: one's own. DELETE /api/tokens/{id} ends one. */
export const apiTokensAnswer = v.object({ tokens: v.array(apiToken) })
export type ApiTokensAnswer = v.InferOutput<typeof apiTokensAnswer>

/** POST /api/tokens. `days` until it ends; null: until it is revoked. */
export const apiTokenRequest = v.strictObject({
  name: tokenName,
  accounts: v.pipe(v.array(scopedAccount), v.minLength(1), v.maxLength(200)),
  days: v.nullable(v.picklist([7, 30, 90, 365])),
})
export type ApiTokenRequest = v.InferInput<typeof apiTokenRequest>
/** The token itself is told once; the database keeps a hash. */
export const apiTokenAnswer = v.object({ apiToken, token: v.string() })
export type ApiTokenAnswer = v.InferOutput<typeof apiTokenAnswer>
