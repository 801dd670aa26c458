import type * as v from 'valibot'
import { BankError, MappingError } from '../bankError.ts'
import { parseWire } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { envelope, listOf } from './wireShapes.ts'

export interface WireList<T> {
  readonly items: readonly { readonly item: T; readonly wire: WireJson; readonly field: string }[]
  /** How many there are in all; null when the bank does not say. */
  readonly total: number | null
}

/**
 * Reads a list of either version, told apart by its shape.
 * @throws BankError when a v1 answer says that it is none
 */
export function readList<T extends v.GenericSchema>(
  schema: T,
  wire: WireJson,
): WireList<v.InferOutput<T>> {
  const { isError, errorType } = parseWire(envelope, wire)
  if (isError) throw toBankError(errorType)
  const { availableItems, items } = parseWire(listOf(schema), wire)
  if (items === null && (availableItems ?? null) === null) throw new MappingError('items')
  const raw = rawItems(wire)
  return {
    items: (items ?? []).map((item, index) => ({
      item,
      wire: raw[index] ?? null,
      field: `items[${index}]`,
    })),
    total: availableItems ?? null,
  }
}

function rawItems(wire: WireJson): readonly WireJson[] {
  const items = typeof wire === 'object' && wire !== null && 'items' in wire ? wire['items'] : null
  return isList(items) ? items : []
}

function isList(wire: WireJson | undefined): wire is readonly WireJson[] {
  return Array.isArray(wire)
}

// By name, and by number as servers of 2018 sent it: the bank's own trouble, not a request that it refuses.
const outages = ['System', '0', 'ServiceUnavailable', '3']

function toBankError(errorType: string | null): BankError {
  const isOutage = errorType !== null && outages.includes(errorType)
  return new BankError(isOutage ? 'bank_unavailable' : 'bank_refused', { status: 200 })
}
