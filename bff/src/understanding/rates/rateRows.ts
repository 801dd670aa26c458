import type { Rate } from '@skrin/shared/api/rates'
import type { LocalDate, MemberId } from '@skrin/shared/brand'
import { AppError } from '../../appError.ts'
import type { Database } from '../../store/database.ts'

const BATCH = 400

export type NewRate = Omit<Rate, 'source'>

/** All that are known, the newest first. */
export function listRates(
  db: Database,
  { base, quote }: { base?: string | undefined; quote?: string | undefined } = {},
): Promise<Rate[]> {
  let rates = db.selectFrom('rates').select(['base', 'quote', 'date', 'rate', 'source'])
  if (base !== undefined) rates = rates.where('base', '=', base)
  if (quote !== undefined) rates = rates.where('quote', '=', quote)
  return rates.orderBy('date', 'desc').orderBy('base').orderBy('quote').execute()
}

/** Those of the same days are replaced. */
export async function saveRates(
  db: Database,
  { rates, source, by }: { rates: readonly NewRate[]; source: string; by: MemberId },
): Promise<void> {
  const rows = rates.map((rate) => ({ ...rate, source, created_by: by }))
  await db.transaction().execute(async (transaction) => {
    for (let start = 0; start < rows.length; start += BATCH)
      await transaction
        .insertInto('rates')
        .values(rows.slice(start, start + BATCH))
        .onConflict((conflict) =>
          conflict.columns(['base', 'quote', 'date']).doUpdateSet(({ ref }) => ({
            rate: ref('excluded.rate'),
            source: ref('excluded.source'),
            created_by: ref('excluded.created_by'),
          })),
        )
        .execute()
  })
}

/** @throws AppError not_found */
export async function removeRate(
  db: Database,
  { base, quote, date }: { base: string; quote: string; date: LocalDate },
): Promise<void> {
  const result = await db
    .deleteFrom('rates')
    .where('base', '=', base)
    .where('quote', '=', quote)
    .where('date', '=', date)
    .executeTakeFirst()
  if (result.numDeletedRows === 0n) throw new AppError('not_found')
}
