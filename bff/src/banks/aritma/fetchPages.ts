import type { BankApi, BankCall, CallOptions } from '../bank.ts'
import { BankError, MappingError } from '../bankError.ts'
import { parseWire } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { pageShape } from './wireShapes.ts'

/** More than a household has in any page size that was seen, and an end to cursors that never end. */
const MAX_PAGES = 200

export interface Pages {
  readonly answers: readonly WireJson[]
  /** False: a later page did not come; those before it are true all the same. */
  readonly isWhole: boolean
}

interface Next {
  readonly kind: 'link' | 'cursor'
  readonly value: string
  readonly field: string
}

/** @throws BankError when the first page does not come, when access has ended, or when cursors go round in a circle */
export async function fetchPages(
  api: BankApi,
  call: BankCall,
  options: CallOptions,
): Promise<Pages> {
  const followed = new Set<string>()
  let answer = await api.fetchJson(call, options)
  const answers = [answer]
  for (let next = readNext(answer); next !== null; next = readNext(answer)) {
    if (followed.has(next.value)) throw new MappingError(next.field)
    if (answers.length === MAX_PAGES) return { answers, isWhole: false }
    followed.add(next.value)
    try {
      answer = await fetchNext(api, { call, options, next })
      answers.push(answer)
    } catch (error) {
      if (!(error instanceof BankError) || error.code === 'reconnect_needed') throw error
      return { answers, isWhole: false }
    }
  }
  return { answers, isWhole: true }
}

function fetchNext(
  api: BankApi,
  { call, options, next }: { call: BankCall; options: CallOptions; next: Next },
): Promise<WireJson> {
  if (next.kind === 'link') return api.fetchLink(call, next.value)
  return api.fetchJson(call, { ...options, query: { ...options.query, cursor: next.value } })
}

function readNext(answer: WireJson): Next | null {
  const { _links, transactions, nextCursor, cursor } = parseWire(pageShape, answer)
  const places: readonly [Next['kind'], string | null | undefined, string][] = [
    ['link', _links?.next?.href, '_links.next.href'],
    ['link', transactions?._links?.next?.href, 'transactions._links.next.href'],
    ['cursor', nextCursor, 'nextCursor'],
    ['cursor', cursor, 'cursor'],
  ]
  for (const [kind, value, field] of places) if (value) return { kind, value, field }
  return null
}
