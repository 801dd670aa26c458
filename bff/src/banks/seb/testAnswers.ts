import { parseWireJson } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import accountV8 from './fixtures/account.v8.json' with { type: 'json' }
import accountsV7 from './fixtures/accounts.v7.json' with { type: 'json' }
import accountsV8 from './fixtures/accounts.v8.json' with { type: 'json' }
import bookedV8 from './fixtures/booked.v8.json' with { type: 'json' }
import bookedLastPageV8 from './fixtures/bookedLastPage.v8.json' with { type: 'json' }
import pendingV7 from './fixtures/pending.v7.json' with { type: 'json' }
import pendingV8 from './fixtures/pending.v8.json' with { type: 'json' }

/** The fixtures for tests, through the same parser as an answer. */
export const testAnswers = {
  accountV8: toWire(accountV8),
  accountsV7: toWire(accountsV7),
  accountsV8: toWire(accountsV8),
  bookedV8: toWire(bookedV8),
  bookedLastPageV8: toWire(bookedLastPageV8),
  pendingV7: toWire(pendingV7),
  pendingV8: toWire(pendingV8),
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
