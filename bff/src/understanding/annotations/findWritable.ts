import type { TransactionId } from '@skrin/shared/brand'
import type { VisibleAccount } from '../../accounts/joinObservations.ts'
import type { Database } from '../../store/database.ts'

const BATCH = 400

export interface Writable {
  /** Of accounts of the viewer's own, with what the other people of a joint account tell of the same rows. */
  readonly own: readonly TransactionId[]
  /** How many of them were asked for. */
  readonly count: number
  /** Seen, and not the viewer's own. */
  readonly notOwn: readonly TransactionId[]
}

/**
 * Which of these rows a viewer may add something to. A joint account that the viewer connected is theirs, whoever of its
 * people brings the row: what they add is on it for all of them who see each other's.
 */
export async function findWritable(
  db: Database,
  open: readonly VisibleAccount[],
  ids: readonly TransactionId[],
): Promise<Writable> {
  const accountOf = new Map(
    open.flatMap((account) =>
      account.observations
        .filter(({ level }) => level !== 'balance')
        .map((observation) => [observation.id, account] as const),
    ),
  )
  const seen = (await readRows(db, ids)).filter(({ account_id: id }) => accountOf.has(id))
  const isOwn = ({ account_id: id }: Row) => accountOf.get(id)?.level === 'own'
  const own = seen.filter(isOwn)
  const twins = []
  for (const row of own) {
    const account = accountOf.get(row.account_id)
    if (account) twins.push(...(await readTwins(db, row, account)))
  }
  return {
    own: [...new Set([...own.map(({ id }) => id), ...twins])],
    count: own.length,
    notOwn: seen.filter((row) => !isOwn(row)).map(({ id }) => id),
  }
}

type Row = Awaited<ReturnType<typeof readRows>>[number]

async function readRows(db: Database, ids: readonly TransactionId[]) {
  const unique = [...new Set(ids)]
  const rows = []
  for (let start = 0; start < unique.length; start += BATCH)
    rows.push(
      ...(await db
        .selectFrom('transactions')
        .select([
          'id',
          'account_id',
          'status',
          'booking_date',
          'amount_minor',
          'currency',
          'bank_text',
        ])
        .where('id', 'in', unique.slice(start, start + BATCH))
        .execute()),
    )
  return rows
}

/** The same row as the other people of a joint account have it; of several alike the one in the same place. */
async function readTwins(
  db: Database,
  row: Row,
  { observations }: VisibleAccount,
): Promise<TransactionId[]> {
  const accounts = observations.filter(({ level }) => level !== 'balance').map(({ id }) => id)
  if (accounts.length < 2) return []
  const alike = await db
    .selectFrom('transactions')
    .select(['id', 'account_id'])
    .where('account_id', 'in', accounts)
    .where('booking_date', '=', row.booking_date)
    .where('status', '=', row.status)
    .where('amount_minor', '=', row.amount_minor)
    .where('currency', '=', row.currency)
    .where('bank_text', '=', row.bank_text)
    .orderBy('id')
    .execute()
  const byAccount = Map.groupBy(alike, ({ account_id: id }) => id)
  const place = (byAccount.get(row.account_id) ?? []).findIndex(({ id }) => id === row.id)
  return [...byAccount.values()].flatMap((rows) => rows[place]?.id ?? [])
}
