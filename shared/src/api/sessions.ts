import * as v from 'valibot'
import { instant, sessionPublicId } from './primitives.ts'
import { signInMethod } from './session.ts'

export const openSession = v.object({
  id: sessionPublicId,
  current: v.boolean(),
  method: signInMethod,
  /** Browser and system, e.g. `Firefox on Android`; empty when it did not say. */
  device: v.string(),
  /** Where it was begun: an IPv4 address, or an IPv6 network. */
  network: v.string(),
  createdAt: instant,
  seenAt: instant,
})
export type OpenSession = v.InferOutput<typeof openSession>

/** GET /api/sessions: one's own, this one first. DELETE /api/sessions ends all but this one, DELETE /api/sessions/{id} one. */
export const sessionsAnswer = v.object({ sessions: v.array(openSession) })
export type SessionsAnswer = v.InferOutput<typeof sessionsAnswer>
