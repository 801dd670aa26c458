import type { Category, CategoryChange, CategoryRequest } from '@skrin/shared/api/categories'
import type { CategoryId, MemberId } from '@skrin/shared/brand'
import { builtInCategories, findBuiltIn } from '@skrin/shared/categories/builtInCategories'
import { toSearchText } from '@skrin/shared/searchText'
import { AppError } from '../../appError.ts'
import type { Clock } from '../../clock.ts'
import { randomId } from '../../ids.ts'
import type { Database } from '../../store/database.ts'
import { transact } from '../../store/transact.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/** For `transact`: the household's own categories. */
export const CATEGORIES_KEY = 'categories'

/** The built-in ones in their order, then the household's own by name. */
export async function listCategories(db: Database): Promise<Category[]> {
  const own = await db
    .selectFrom('categories')
    .select(['id', 'name', 'direction'])
    .orderBy('name_key')
    .execute()
  return [
    ...builtInCategories.map(({ id, direction, group }) => ({ id, name: null, direction, group })),
    ...own.map((row) => ({ ...row, group: null })),
  ]
}

/** @throws AppError bad_request, for a category that is not there */
export async function requireCategory(db: Database, id: CategoryId): Promise<void> {
  if (findBuiltIn(id) || (await findOwn(db, id))) return
  throw new AppError('bad_request', { field: 'category' })
}

/** @throws AppError name_taken */
export async function addCategory(
  { db, clock }: Deps,
  by: MemberId,
  { name, direction }: Required<CategoryRequest>,
): Promise<Category> {
  return transact(db, CATEGORIES_KEY, async (transaction) => {
    await requireFreeName(transaction, name, null)
    const id = randomId() as CategoryId
    const row = { id, name, name_key: toSearchText(name), direction }
    await transaction
      .insertInto('categories')
      .values({ ...row, created_by: by, created_at: clock.now() })
      .execute()
    return { id, name, direction, group: null }
  })
}

/** @throws AppError not_found for a built-in one too, name_taken */
export async function renameCategory(
  db: Database,
  id: CategoryId,
  { name }: CategoryChange,
): Promise<Category> {
  return transact(db, CATEGORIES_KEY, async (transaction) => {
    const row = await findOwn(transaction, id)
    if (!row) throw new AppError('not_found')
    await requireFreeName(transaction, name, id)
    await transaction
      .updateTable('categories')
      .set({ name, name_key: toSearchText(name) })
      .where('id', '=', id)
      .execute()
    return { id, name, direction: row.direction, group: null }
  })
}

export function findOwn(db: Database, id: CategoryId) {
  return db
    .selectFrom('categories')
    .select(['id', 'direction'])
    .where('id', '=', id)
    .executeTakeFirst()
}

async function requireFreeName(
  db: Database,
  name: string,
  except: CategoryId | null,
): Promise<void> {
  const taken = await db
    .selectFrom('categories')
    .select('id')
    .where('name_key', '=', toSearchText(name))
    .executeTakeFirst()
  if (taken && taken.id !== except) throw new AppError('name_taken')
}
