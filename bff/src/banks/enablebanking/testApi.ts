import { parseLocalDate } from '@skrin/shared/dates'
import type { BankApi, BankMemory } from '../bank.ts'
import { BankError } from '../bankError.ts'
import type { WireJson } from '../wire.ts'

export type TestAnswers = Readonly<Record<string, WireJson | BankError>>

/** A bank that answers by path and query, and remembers what it was asked. */
export function createTestApi(answers: TestAnswers, memory?: BankMemory) {
  const asked: string[] = []
  const bodies: unknown[] = []
  const answer = (target: string): Promise<WireJson> => {
    asked.push(target)
    const found = answers[target] ?? new BankError('bank_refused', { status: 404 })
    return found instanceof BankError ? Promise.reject(found) : Promise.resolve(found)
  }
  const api: BankApi = {
    memory,
    settings: {},
    consentId: 'session-1',
    today: parseLocalDate('2026-03-13'),
    now: () => Date.parse('2026-03-13T12:00:00Z'),
    fetchJson: ({ path }, { params = {}, query = {}, body } = {}) => {
      if (body !== undefined) bodies.push(body)
      const target = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
      const pairs = Object.entries(query).flatMap(([name, value]) =>
        value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
      )
      return answer(pairs.length > 0 ? `${target}?${pairs.join('&')}` : target)
    },
    fetchLink: (_call, href) => answer(href),
  }
  return { api, asked, bodies }
}
