import { parseWireJson } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import balances from './fixtures/balances.json' with { type: 'json' }
import details from './fixtures/details.json' with { type: 'json' }
import transactions from './fixtures/transactions.json' with { type: 'json' }

/** The fixtures for tests, through the same parser as an answer. */
export const testAnswers = {
  balances: toWire(balances),
  details: toWire(details),
  transactions: toWire(transactions),
}

function toWire(fixture: object): WireJson {
  return parseWireJson(JSON.stringify(fixture))
}

/** A copy of an answer in which one place is another; `undefined` takes it away. */
export function withChange(answer: WireJson, path: string, value: unknown): WireJson {
  const copy = structuredClone(answer)
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  const holder = steps.reduce<unknown>((at, step) => Reflect.get(toObject(at), step), copy)
  if (value === undefined) Reflect.deleteProperty(toObject(holder), last)
  else Reflect.set(toObject(holder), last, value)
  return copy
}

function toObject(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new TypeError('the path leads nowhere')
  return value
}
