import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { MappingError } from './bankError.ts'
import {
  parseWire,
  parseWireJson,
  readMoney,
  wireDateOfDateTime,
  wireDecimal,
  wireEpochMs,
  wireText,
} from './wire.ts'

describe('parseWireJson', () => {
  it('keeps the digits of numbers as the bank sent them', () => {
    expect(parseWireJson('{"a":4.350,"b":[90071992547409.93],"c":1E+3}')).toEqual({
      a: '4.350',
      b: ['90071992547409.93'],
      c: '1E+3',
    })
  })

  it('P5: refuses JSON that nests too deep before parsing it', () => {
    expect(() => parseWireJson('['.repeat(40) + ']'.repeat(40))).toThrow(RangeError)
  })

  it('does not count braces inside texts', () => {
    expect(parseWireJson(JSON.stringify({ text: '[{"'.repeat(100) }))).toEqual({
      text: '[{"'.repeat(100),
    })
  })

  it('does not let a key reach the prototype', () => {
    const parsed = parseWireJson('{"__proto__":{"isAdmin":true}}')

    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    expect(Object.hasOwn(parsed as object, '__proto__')).toBe(true)
  })
})

describe('parseWire', () => {
  const schema = v.object({
    transactions: v.array(v.object({ amount: wireDecimal, text: wireText })),
  })

  it('names the field that does not fit, and not its value', () => {
    const parse = () =>
      parseWire(schema, { transactions: [{ amount: '1' }, { amount: 'secret-value' }] })

    expect(parse).toThrow(MappingError)
    expect(parse).toThrow('transactions[1].amount')
    expect(parse).not.toThrow('secret-value')
  })

  it('reads absent, null and empty texts as one', () => {
    const rows = parseWire(schema, {
      transactions: [{ amount: '1' }, { amount: '1', text: null }, { amount: '1', text: '  ' }],
    })

    expect(rows.transactions.map(({ text }) => text)).toEqual([null, null, null])
  })
})

it('takes the day of a date-time as written', () => {
  expect(parseWire(wireDateOfDateTime, '2021-02-10T00:00:00+02:00')).toBe('2021-02-10')
  expect(() => parseWire(wireDateOfDateTime, '10.02.2021')).toThrow(MappingError)
})

it('names the field of an amount that is finer than the currency', () => {
  expect(() => readMoney('balance', '1.005', 'SEK')).toThrow('balance')
})

it('refuses a moment that no calendar has', () => {
  expect(parseWire(wireEpochMs, '1774393200000').instant).toBe('2026-03-24T23:00:00.000Z')
  expect(() => parseWire(wireEpochMs, '9000000000000000')).toThrow(MappingError)
})
