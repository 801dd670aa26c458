import * as v from 'valibot'
import { categoryGroups } from '../categories/builtInCategories.ts'
import { categoryId } from './primitives.ts'

const categoryName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))
export const categoryDirection = v.picklist(['in', 'out'])

export const category = v.object({
  id: categoryId,
  /** null: a built-in one, whose name the interface has in its language. */
  name: v.nullable(v.string()),
  direction: categoryDirection,
  /** null: one of the household's own. */
  group: v.nullable(v.picklist(categoryGroups)),
})
export type Category = v.InferOutput<typeof category>

/** GET /api/categories: the built-in ones in their order, then the household's own by name. */
export const categoriesAnswer = v.object({ categories: v.array(category) })
export type CategoriesAnswer = v.InferOutput<typeof categoriesAnswer>

/** POST /api/categories (201), adults. `name_taken`: there is one called so. */
export const categoryRequest = v.strictObject({ name: categoryName, direction: categoryDirection })
export type CategoryRequest = v.InferInput<typeof categoryRequest>

/** PATCH /api/categories/{id}: another name, for one of the household's own. */
export const categoryChange = v.strictObject({ name: categoryName })
export type CategoryChange = v.InferInput<typeof categoryChange>

/**
 * DELETE /api/categories/{id}?into=groceries: what stood in it, and rules that put rows into it, go over to another one;
 * without `into` the rows fall back to what rules and names of shops say.
 */
export const categoryRemovalQuery = v.strictObject({ into: v.optional(categoryId) })
