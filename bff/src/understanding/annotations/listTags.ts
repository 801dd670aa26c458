import type { TagsAnswer } from '@skrin/shared/api/annotations'
import type { VisibleAccount } from '../../accounts/joinObservations.ts'
import { isInSlices, toSlices } from '../../accounts/transactionSlices.ts'
import type { Database } from '../../store/database.ts'

/** Tags on rows of these accounts, the most used first. */
export async function listTags(
  db: Database,
  open: readonly VisibleAccount[],
): Promise<TagsAnswer['tags']> {
  const slices = open.flatMap(({ observations }) => toSlices(observations))
  if (slices.length === 0) return []
  return db
    .selectFrom('transaction_tags')
    .select(({ fn }) => ['tag', fn.countAll<number>().as('count')])
    .where('transaction_id', 'in', (eb) =>
      eb
        .selectFrom('transactions')
        .select('transactions.id')
        .where((inner) => isInSlices(inner, slices))
        .where('state', '=', 'shown'),
    )
    .groupBy('tag')
    .orderBy('count', 'desc')
    .orderBy('tag')
    .execute()
}
