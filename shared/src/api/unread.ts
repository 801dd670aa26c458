import * as v from 'valibot'

/** GET /api/notices/unread, for the bell; and the answer to whatever is marked. On its own: every page asks for it. */
export const unreadAnswer = v.object({ unread: v.number() })
export type UnreadAnswer = v.InferOutput<typeof unreadAnswer>
