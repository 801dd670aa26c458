import * as v from 'valibot'
import { instant, savedViewId } from './primitives.ts'

export const MOST_VIEWS = 50

/** Words of a person; no lines, no control characters. */
const viewName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(60),
  v.regex(/^[^\u0000-\u001f]*$/),
)
/** The query string of the page with the list, without `?`; nothing but the page that it came from reads it. */
const viewQuery = v.pipe(v.string(), v.maxLength(2000), v.regex(/^[\x21-\x7e]*$/))

/** A search and its filters that somebody keeps under a name; their own, and nobody else's. */
export const savedView = v.object({
  id: savedViewId,
  name: v.string(),
  query: v.string(),
  createdAt: instant,
})
export type SavedView = v.InferOutput<typeof savedView>

/** GET /api/views: in the order of their names. */
export const viewsAnswer = v.object({ views: v.array(savedView) })
export type ViewsAnswer = v.InferOutput<typeof viewsAnswer>

/** POST /api/views; a name that is there already is `name_taken`. */
export const viewRequest = v.strictObject({ name: viewName, query: viewQuery })
export type ViewRequest = v.InferOutput<typeof viewRequest>

/** PATCH /api/views/{id}: what is left out stays. */
export const viewChange = v.strictObject({
  name: v.optional(viewName),
  query: v.optional(viewQuery),
})
export type ViewChange = v.InferOutput<typeof viewChange>

export const viewAnswer = v.object({ view: savedView })
export type ViewAnswer = v.InferOutput<typeof viewAnswer>
