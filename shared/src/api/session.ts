import * as v from 'valibot'
import { instant, memberId } from './primitives.ts'

export const role = v.picklist(['owner', 'adult', 'child'])
export type Role = v.InferOutput<typeof role>

export const member = v.object({ id: memberId, name: v.string(), role })
export type Member = v.InferOutput<typeof member>

/** GET /api/session: 200 for everybody, also for the signed-out. */
export const session = v.object({
  member: v.nullable(member),
  /** When the session ends if nothing more is asked. */
  expiresAt: v.nullable(instant),
  /** The invented people, in the demo only. */
  demo: v.nullable(v.object({ members: v.array(member) })),
  setup: v.picklist(['needed', 'done']),
})
export type Session = v.InferOutput<typeof session>

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))
const password = v.pipe(v.string(), v.maxLength(1024))

/** POST /api/session: with a password, or in the demo by choosing a person. */
export const signInRequest = v.union([
  v.strictObject({ name, password }),
  v.strictObject({ member: memberId }),
])
export type SignInRequest = v.InferInput<typeof signInRequest>

/** POST /api/setup: the first person, with the one-time code that the log printed. */
export const setupRequest = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(100)),
  name,
  password,
})
export type SetupRequest = v.InferInput<typeof setupRequest>
