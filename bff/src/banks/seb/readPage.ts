import * as v from 'valibot'
import type { LocalDate } from '@skrin/shared/brand'
import type { BankTransaction } from '../bank.ts'
import { parseWire } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { toBooked, toPending } from './mapping.ts'
import type { AisVersion } from './mapping.ts'
import { transactionsShape } from './wireShapes.ts'

export interface TransactionPage {
  readonly booked: readonly BankTransaction[]
  readonly pending: readonly BankTransaction[]
  /** Where the next page is, as the bank wrote it. */
  readonly next: string | null
}

const rawRows = v.nullish(v.array(v.unknown()), [])
const rawShape = v.object({ transactions: v.object({ booked: rawRows, pending: rawRows }) })

/** @throws MappingError naming the field that is not as documented */
export function readPage(
  answer: WireJson,
  { version, today }: { version: AisVersion; today: LocalDate },
): TransactionPage {
  const { transactions } = parseWire(transactionsShape, answer)
  const raw = parseWire(rawShape, answer).transactions
  const rowAt = (list: 'booked' | 'pending', at: number) => ({
    field: `transactions.${list}[${at}]`,
    // The answer came as WireJson; valibot cannot carry that recursive type.
    wire: (raw[list][at] ?? null) as WireJson,
  })
  return {
    booked: transactions.booked.map((row, at) => toBooked(row, rowAt('booked', at))),
    pending: transactions.pending.map((row, at) =>
      toPending(row, { ...rowAt('pending', at), version, today }),
    ),
    next: transactions._links?.next?.href || null,
  }
}
