import * as v from 'valibot'
import { categoryId, transactionId } from './primitives.ts'
import { transaction } from './transactions.ts'

export const MOST_TAGS = 20
export const MOST_AT_ONCE = 500

/** Letters as typed, white space single; two tags are one where they differ in case or accents only. No comma: lists are separated by it. */
export const tag = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(30),
  v.regex(/^[^,\u0000-\u001f]*$/),
)
export const note = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(1000),
  v.regex(/^[^\u0000]*$/),
)

/**
 * PATCH /api/transactions/{id}: what a person adds to a row of an account of their own; what is left out stays.
 * `category: null` takes the person's choice back: rules and names of shops decide again. `note: null` removes it; `tags`
 * are all of them. `forbidden` for a row that one sees and does not own.
 */
export const annotation = v.strictObject({
  category: v.optional(v.nullable(categoryId)),
  note: v.optional(v.nullable(note)),
  tags: v.optional(v.pipe(v.array(tag), v.maxLength(MOST_TAGS))),
})
export type Annotation = v.InferInput<typeof annotation>
export const annotationAnswer = v.object({ transaction })
export type AnnotationAnswer = v.InferOutput<typeof annotationAnswer>

const set = v.strictObject({
  category: v.optional(v.nullable(categoryId)),
  note: v.optional(v.nullable(note)),
  tags: v.optional(
    v.strictObject({
      add: v.optional(v.pipe(v.array(tag), v.maxLength(MOST_TAGS)), []),
      remove: v.optional(v.pipe(v.array(tag), v.maxLength(MOST_TAGS)), []),
    }),
  ),
})

/**
 * PATCH /api/transactions: many rows at once, either those named, or all that a list's query finds (the query string of
 * GET /api/transactions without `?`; `cursor` and `limit` do not count). Only rows of one's own accounts change.
 */
export const bulkAnnotation = v.union([
  v.strictObject({
    ids: v.pipe(v.array(transactionId), v.minLength(1), v.maxLength(MOST_AT_ONCE)),
    set,
  }),
  v.strictObject({ query: v.pipe(v.string(), v.maxLength(4000)), set }),
])
export type BulkAnnotation = v.InferInput<typeof bulkAnnotation>
/** `notOwn`: rows that one sees and does not own; they stay as they are. Unknown ids are in neither number. */
export const bulkAnnotationAnswer = v.object({ changed: v.number(), notOwn: v.number() })
export type BulkAnnotationAnswer = v.InferOutput<typeof bulkAnnotationAnswer>

/** GET /api/tags: those on rows that one sees, the most used first. */
export const tagsAnswer = v.object({
  tags: v.array(v.object({ tag: v.string(), count: v.number() })),
})
export type TagsAnswer = v.InferOutput<typeof tagsAnswer>
