import * as v from 'valibot'
import { toInstant, toLocalDate } from '@skrin/shared/dates'
import { MoneyError, moneyFromDecimal, parseCurrency } from '@skrin/shared/money'
import { MappingError } from './bankError.ts'
import type { LocalDate } from '@skrin/shared/brand'

/** JSON as a bank sent it, each number kept as its digits in a string: an amount never passes through a float. */
export type WireJson =
  string | boolean | null | readonly WireJson[] | { readonly [key: string]: WireJson }

interface ReviverContext {
  readonly source?: string
}

/** @throws SyntaxError when the text is no JSON; RangeError when it nests deeper than `maxDepth` */
export function parseWireJson(text: string, maxDepth = 32): WireJson {
  guardDepth(text, maxDepth)
  const keepDigits = (_key: string, value: unknown, context: ReviverContext): unknown =>
    typeof value === 'number' ? (context.source ?? String(value)) : value
  return JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown) as WireJson
}

/** Counted before parsing: a deep answer must not exhaust the stack. Braces inside strings do not count. */
function guardDepth(text: string, maxDepth: number): void {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (inString) {
      if (code === 92) index++
      else if (code === 34) inString = false
    } else if (code === 34) inString = true
    else if (code === 91 || code === 123) {
      depth++
      if (depth > maxDepth) throw new RangeError('answer nests too deep')
    } else if (code === 93 || code === 125) depth--
  }
}

/**
 * Reads a bank's answer with a schema.
 * @throws MappingError naming the first field that does not fit, never its value
 */
export function parseWire<T extends v.GenericSchema>(schema: T, wire: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, wire, { abortEarly: true })
  if (result.success) return result.output
  throw new MappingError(toFieldPath(result.issues[0]))
}

function toFieldPath(issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? []).map((item) => {
    const key = String(item.key)
    return /^\d+$/.test(key) ? `[${key}]` : `.${key}`
  })
  return path.join('').replace(/^\./, '') || '(whole answer)'
}

/** Decimal digits, sent as a number or as text. */
export const wireDecimal = v.pipe(v.string(), v.regex(/^[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?$/))
export const wireInteger = v.pipe(
  v.string(),
  v.regex(/^-?\d{1,16}$/),
  v.transform(Number),
  v.safeInteger(),
)
export const wireDate = v.custom<LocalDate>(
  (value) => typeof value === 'string' && toLocalDate(value) !== null,
  'not a calendar day',
)
/** The day of an ISO date or date-time, as written: for banks whose time part and offset mean nothing. */
export const wireDateOfDateTime = v.pipe(
  v.string(),
  v.transform((text) =>
    /^\d{4}-\d{2}-\d{2}([T ].*)?$/.test(text) ? toLocalDate(text.slice(0, 10)) : null,
  ),
  v.custom<LocalDate>((value) => value !== null, 'not a calendar day'),
)
/** Epoch milliseconds, as digits. */
export const wireEpochMs = v.pipe(
  wireInteger,
  // Until the year 9999: ISO 8601 writes later ones otherwise.
  v.check((value) => value >= 0 && value < 253_402_300_800_000, 'not a moment'),
  v.transform((value) => ({ ms: value, instant: toInstant(value) })),
)
/** null, absent and the empty string are one: nothing said. */
export const wireText = v.pipe(
  // The default makes an object without the key come out with null too.
  v.nullish(v.string(), null),
  v.transform((text) => (text?.trim() ? text.trim() : null)),
)

/** @throws MappingError naming `field` when the digits are no exact amount of the currency */
export function readMoney(field: string, digits: string, currency: string) {
  try {
    return moneyFromDecimal(digits, parseCurrency(currency))
  } catch (cause) {
    if (cause instanceof MoneyError) throw new MappingError(field, { cause })
    throw cause
  }
}

/** @throws MappingError naming `field` when it is no ISO 4217 code */
export function readCurrency(field: string, code: string) {
  try {
    return parseCurrency(code)
  } catch (cause) {
    throw new MappingError(field, { cause })
  }
}
