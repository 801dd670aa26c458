import type { AccountId, ConnectionId, LocalDate } from '@skrin/shared/brand'
import { localDateIn } from '@skrin/shared/dates'
import type { AccountTransactions } from '../banks/bank.ts'
import { connectionKey } from '../connections/connectionRows.ts'
import { readKnown } from '../ledger/readKnown.ts'
import { reconcile } from '../ledger/reconcile.ts'
import { toAnswer } from '../ledger/toAnswer.ts'
import { writeChanges } from '../ledger/writeChanges.ts'
import type { Saved } from '../ledger/writeChanges.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'

export interface AskedAccount {
  readonly id: AccountId
  readonly askedAt: number
  /** The bank's, in which its booking days are. */
  readonly timeZone: string
}

/**
 * Works an answer into the account's ledger: see docs/ledger.md. A whole answer says of what it leaves out that it is
 * gone, but for the oldest days of its window; a partial one only adds. The same answer again changes nothing.
 */
export async function saveTransactions(
  db: Database,
  account: AskedAccount,
  fetched: AccountTransactions,
): Promise<Saved> {
  const nothing = { added: [], changed: [] }
  const connection = await findConnection(db, account.id)
  // Removed while the bank was asked: nothing of it comes back.
  if (connection === undefined) return nothing
  return transact(db, connectionKey(connection), async (transaction) => {
    const kept = await findCoverage(transaction, account.id)
    if (!kept) return nothing
    const answer = toAnswer({ ...account, wholeAt: kept.transactions_at }, fetched)
    const known = await readKnown(transaction, account.id, firstDayOf(fetched))
    const saved = await writeChanges(transaction, reconcile(known, answer), account.askedAt)
    if (answer.whole && !answer.isLate) await noteCoverage(transaction, account, { fetched, kept })
    return saved
  })
}

async function findConnection(db: Database, id: AccountId): Promise<ConnectionId | undefined> {
  const row = await db
    .selectFrom('accounts')
    .select('connection_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.connection_id
}

interface Coverage {
  readonly covered_from: LocalDate | null
  readonly transactions_at: number | null
}

function findCoverage(db: Database, id: AccountId): Promise<Coverage | undefined> {
  return db
    .selectFrom('accounts')
    .select(['covered_from', 'transactions_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The earliest day that the answer says anything of. */
function firstDayOf({ booked, pending, coveredFrom }: AccountTransactions): LocalDate {
  return [...booked, ...pending].reduce(
    (first, { bookingDate }) => (bookingDate < first ? bookingDate : first),
    coveredFrom,
  )
}

/** What is whole begins where it began before, unless the bank no longer reaches back to the last answer. */
async function noteCoverage(
  db: Database,
  { id, askedAt, timeZone }: AskedAccount,
  { fetched, kept }: { fetched: AccountTransactions; kept: Coverage },
): Promise<void> {
  const { covered_from: before, transactions_at: lastAt } = kept
  const isJoined = lastAt !== null && fetched.coveredFrom <= localDateIn(timeZone, lastAt)
  const isWider = before !== null && before < fetched.coveredFrom
  await db
    .updateTable('accounts')
    .set({
      transactions_at: askedAt,
      covered_from: isJoined && isWider ? before : fetched.coveredFrom,
    })
    .where('id', '=', id)
    .execute()
}
