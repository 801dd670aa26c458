import * as v from 'valibot'
import type { Refusal, RefusalMeaning } from '../bank.ts'

const problem = v.object({ code: v.optional(v.string()) })
const messages = v.object({ tppMessages: v.array(problem) })

/**
 * Codes of the Berlin Group's NextGenPSD2 framework, in SEB's problem bodies (`code`) or in `tppMessages`. SEB does not
 * say which status a fifth unattended call gets, so its code counts whatever the status.
 */
export function classifyRefusal({ body }: Pick<Refusal, 'body'>): RefusalMeaning | null {
  for (const code of codesOf(body)) {
    if (code === 'ACCESS_EXCEEDED') return 'bank_rate_limited'
    if (code.startsWith('CONSENT_') || code.startsWith('TOKEN_')) return 'reconnect_needed'
  }
  return null
}

function codesOf(body: unknown): string[] {
  const found = v.is(messages, body) ? body.tppMessages : v.is(problem, body) ? [body] : []
  return found.flatMap(({ code }) => (code === undefined ? [] : [code]))
}
