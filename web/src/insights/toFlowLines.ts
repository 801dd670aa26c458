import type { FlowAnswer, FlowSum } from '@skrin/shared/api/insights'
import { moneyFromMinor } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'

interface InOut {
  readonly in: Money
  readonly out: Money
}
export interface FlowMonth extends InOut {
  /** `YYYY-MM`. */
  readonly month: string
}
/** One currency's months, all of them, and their sum. */
export interface FlowLine {
  readonly total: InOut
  readonly months: readonly FlowMonth[]
}

/** Each currency apart; a month in which nothing moved is there with noughts. */
export function toFlowLines({ months, sums }: FlowAnswer): FlowLine[] {
  return sums.map((total) => ({
    total,
    months: months.map(({ month, sums: inMonth }) => ({
      month,
      ...findSum(inMonth, total.in.currency),
    })),
  }))
}

function findSum(sums: readonly FlowSum[], currency: Money['currency']): InOut {
  const nought = moneyFromMinor(0, currency)
  const found = sums.find((sum) => sum.in.currency === currency)
  return found ? { in: found.in, out: found.out } : { in: nought, out: nought }
}

/** All in one currency; null where some month lacks a rate: a chart with a gap in it would tell of a fall that never was. */
export function toConvertedLine({ months, converted }: FlowAnswer): FlowLine | null {
  if (!converted?.value) return null
  const known = months.flatMap(({ month, converted: one }) =>
    one?.value ? [{ month, ...one.value }] : [],
  )
  return known.length === months.length ? { total: converted.value, months: known } : null
}
