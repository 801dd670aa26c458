import { randomBytes } from 'node:crypto'
import type { Request } from 'express'
import type { AritmaSwitches } from './switches.ts'

export interface Page<T> {
  readonly items: readonly T[]
  /** Opaque, and never the same for the same place. */
  readonly next: string | null
}

/** null: the cursor is none of this bank's. */
export function toPage<T>(all: readonly T[], cursor: unknown, size: number): Page<T> | null {
  const start = cursor === undefined ? 0 : readCursor(cursor)
  if (start === null || start > all.length) return null
  const end = start + size
  return { items: all.slice(start, end), next: end < all.length ? toCursor(end) : null }
}

function toCursor(offset: number): string {
  return Buffer.from(`${offset}/${randomBytes(9).toString('hex')}`).toString('base64url')
}

function readCursor(cursor: unknown): number | null {
  const text = typeof cursor === 'string' ? Buffer.from(cursor, 'base64url').toString('latin1') : ''
  const digits = /^(\d{1,6})\/[0-9a-f]{18}$/.exec(text)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** Where the next page stands in the answer: not documented, so a switch; links as Aritma's events have them. */
export function toNextPage(
  { query }: Request,
  options: { path: string; next: string | null; place: AritmaSwitches['nextPage'] },
): { top: object; inTransactions: object } {
  const { path, next, place } = options
  if (next === null) return { top: {}, inTransactions: {} }
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries({ ...query, cursor: next }))
    if (typeof value === 'string') search.set(key, value)
  const links = { _links: { next: { href: `${path}?${search.toString()}`, verb: 'GET' } } }
  switch (place) {
    case 'link':
      return { top: links, inTransactions: {} }
    case 'transactionsLink':
      return { top: {}, inTransactions: links }
    case 'nextCursor':
    case 'cursor':
      return { top: { [place]: next }, inTransactions: {} }
  }
}
