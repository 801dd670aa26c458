import { categoriesAnswer, category } from '@skrin/shared/api/categories'
import type { CategoriesAnswer, Category, CategoryRequest } from '@skrin/shared/api/categories'
import type { CategoryId } from '@skrin/shared/brand'
import * as v from 'valibot'
import { callApi } from './apiClient.ts'

export function fetchCategories(signal?: AbortSignal): Promise<CategoriesAnswer> {
  return callApi({ path: '/categories', schema: categoriesAnswer, signal })
}

export function makeCategory(request: CategoryRequest): Promise<Category> {
  return callApi({ method: 'POST', path: '/categories', body: request, schema: category })
}

export async function renameCategory(id: CategoryId, name: string): Promise<void> {
  const path = `/categories/${id}`
  await callApi({ method: 'PATCH', path, body: { name }, schema: v.unknown() })
}

/** `into`: where what stood in it goes; without it, rules and names of shops decide again. */
export async function removeCategory(id: CategoryId, into: CategoryId | null): Promise<void> {
  const query = { into: into ?? undefined }
  await callApi({ method: 'DELETE', path: `/categories/${id}`, query, schema: v.unknown() })
}
