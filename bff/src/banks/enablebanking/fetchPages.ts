import type { BankApi } from '../bank.ts'
import { BankError, MappingError } from '../bankError.ts'
import { parseWire } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { calls } from './calls.ts'
import { pageShape } from './wireShapes.ts'

/** More than a household has in any page size that was seen, and an end to keys that never end. */
const MAX_PAGES = 200

export interface Pages {
  readonly answers: readonly WireJson[]
  /** False: a later page did not come; those before it are true all the same. */
  readonly isWhole: boolean
}

export type Query = Readonly<Record<string, string | undefined>>

/**
 * A key is good for the very question it came with, and an empty page may have one too: there is more behind it.
 * @throws BankError when the first page does not come, when access has ended, or when keys go round in a circle
 */
export async function fetchPages(api: BankApi, uid: string, query: Query): Promise<Pages> {
  const fetchPage = (key?: string) =>
    api.fetchJson(calls.transactions, {
      params: { accountId: uid },
      query: { ...query, continuation_key: key },
    })
  const followed = new Set<string>()
  const answers = [await fetchPage()]
  for (let key = keyOf(answers[0]); key !== null; key = keyOf(answers.at(-1))) {
    if (followed.has(key)) throw new MappingError('continuation_key')
    if (answers.length === MAX_PAGES) return { answers, isWhole: false }
    followed.add(key)
    try {
      answers.push(await fetchPage(key))
    } catch (error) {
      if (!(error instanceof BankError) || error.code === 'reconnect_needed') throw error
      return { answers, isWhole: false }
    }
  }
  return { answers, isWhole: true }
}

function keyOf(answer: WireJson | undefined): string | null {
  return parseWire(pageShape, answer).continuation_key
}
