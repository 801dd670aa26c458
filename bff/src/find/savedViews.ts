import type { Selectable } from 'kysely'
import { MOST_VIEWS } from '@skrin/shared/api/views'
import type { SavedView, ViewChange, ViewRequest } from '@skrin/shared/api/views'
import type { MemberId, SavedViewId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import { toSearchText } from '@skrin/shared/searchText'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { randomId } from '../ids.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import { transact } from '../store/transact.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

type Row = Selectable<Schema['saved_views']>

/** A member's own, by name. */
export async function listViews(db: Database, member: MemberId): Promise<SavedView[]> {
  const rows = await db
    .selectFrom('saved_views')
    .selectAll()
    .where('member_id', '=', member)
    .execute()
  const key = ({ name }: Row) => toSearchText(name)
  return rows.sort((a, b) => (key(a) < key(b) ? -1 : 1)).map(toView)
}

/** @throws AppError name_taken · bad_request when there are too many already */
export function saveView(
  { db, clock }: Deps,
  member: MemberId,
  { name, query }: ViewRequest,
): Promise<SavedView> {
  return transact(db, keyOf(member), async (transaction) => {
    const known = await listViews(transaction, member)
    if (known.length >= MOST_VIEWS) throw new AppError('bad_request', { field: 'name' })
    requireFree(known, name)
    const id = randomId() as SavedViewId
    const row = { id, member_id: member, name, query, created_at: clock.now() }
    await transaction.insertInto('saved_views').values(row).execute()
    return toView(row)
  })
}

/** @throws AppError not_found · name_taken */
export function changeView(
  { db }: Pick<Deps, 'db'>,
  member: MemberId,
  { id, change }: { readonly id: SavedViewId; readonly change: ViewChange },
): Promise<SavedView> {
  return transact(db, keyOf(member), async (transaction) => {
    const known = await listViews(transaction, member)
    const view = known.find((one) => one.id === id)
    if (!view) throw new AppError('not_found')
    const { name = view.name, query = view.query } = change
    requireFree(
      known.filter((one) => one !== view),
      name,
    )
    await transaction.updateTable('saved_views').set({ name, query }).where('id', '=', id).execute()
    return { ...view, name, query }
  })
}

/** @throws AppError not_found */
export async function removeView(db: Database, member: MemberId, id: SavedViewId): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('saved_views')
    .where('id', '=', id)
    .where('member_id', '=', member)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw new AppError('not_found')
}

function requireFree(known: readonly SavedView[], name: string): void {
  const isTaken = known.some((view) => toSearchText(view.name) === toSearchText(name))
  if (isTaken) throw new AppError('name_taken', { field: 'name' })
}

function keyOf(member: MemberId): string {
  return `views ${member}`
}

function toView({ id, name, query, created_at: at }: Row): SavedView {
  return { id, name, query, createdAt: toInstant(at) }
}
