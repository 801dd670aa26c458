import type { FlowAnswer } from '@skrin/shared/api/insights'
import type { Database } from '../../store/database.ts'
import type { Converter } from '../rates/converter.ts'
import { addUp, convertFlow, orderCurrencies } from './addUp.ts'
import { listMonths } from './period.ts'
import type { Period } from './period.ts'
import { readFigures } from './readFigures.ts'
import type { Scope } from './readFigures.ts'

export interface Asked {
  readonly scope: Scope
  readonly period: Period
  readonly converter: Converter | null
}

/** Money in and out, month by month. */
export async function describeFlow(
  db: Database,
  { scope, period, converter }: Asked,
): Promise<FlowAnswer> {
  const daysBut = converter?.currency ?? null
  const { flows, transfers } = await readFigures(db, scope, { period, daysBut })
  const order = orderCurrencies(flows)
  const byMonth = Map.groupBy(flows, ({ month }) => month)
  return {
    ...period,
    months: listMonths(period).map((month) => {
      const figures = byMonth.get(month) ?? []
      return { month, sums: addUp(figures, order), converted: convertFlow(figures, converter) }
    }),
    sums: addUp(flows, order),
    converted: convertFlow(flows, converter),
    transfers: addUp(transfers, orderCurrencies(transfers)),
  }
}
