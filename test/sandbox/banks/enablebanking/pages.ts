import { createHash, randomBytes } from 'node:crypto'
import type { Request } from 'express'
import type { Habits } from './behind.ts'

export interface Page<T> {
  readonly items: readonly T[]
  readonly start: number
  /** Where the next one begins; null: there is none. */
  readonly next: number | null
}

interface Asked {
  readonly key: unknown
  readonly request: Request
  readonly habits: Habits
}

/** null: the key is of another question, or none at all. */
export function toPage<T>(all: readonly T[], { key, request, habits }: Asked): Page<T> | null {
  if (key === undefined && habits.beginsEmpty && all.length > 0)
    return { items: [], start: 0, next: 0 }
  const start = key === undefined ? 0 : readKey(key, request)
  if (start === null || start > all.length) return null
  const end = start + habits.pageSize
  return { items: all.slice(start, end), start, next: end < all.length ? end : null }
}

/** Opaque, never the same for the same place, and good for the very question it answers. */
export function toNextKey({ next }: Page<unknown>, request: Request): string | null {
  if (next === null) return null
  const text = `${next}/${questionOf(request)}/${randomBytes(6).toString('hex')}`
  return Buffer.from(text).toString('base64url')
}

function readKey(key: unknown, request: Request): number | null {
  const text = typeof key === 'string' ? Buffer.from(key, 'base64url').toString('latin1') : ''
  const [, digits, question] = /^(\d{1,6})\/([0-9a-f]{16})\/[0-9a-f]{12}$/.exec(text) ?? []
  return digits !== undefined && question === questionOf(request) ? Number(digits) : null
}

function questionOf({ path, query }: Request): string {
  const { continuation_key: _, ...others } = query
  const text = `${path}?${JSON.stringify(Object.entries(others).sort())}`
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
