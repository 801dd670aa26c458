import type { TransactionId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import {
  addMoney,
  moneyFromDecimal,
  moneyFromMinor,
  negate,
  parseCurrency,
} from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import type { FollowUp } from '../accounts/followUps.ts'
import type { VisibleAccount } from '../accounts/joinObservations.ts'
import { isInSlices, toSlices } from '../accounts/transactionSlices.ts'
import type { Slice } from '../accounts/transactionSlices.ts'
import { listOpenAccounts } from '../accounts/visibleAccounts.ts'
import type { Database } from '../store/database.ts'
import { readTransfersOf } from '../understanding/transfers/readTransfers.ts'
import { findUsual } from './findUsual.ts'
import { listFreshTransactions } from './freshTransactions.ts'
import type { FreshTransaction } from './freshTransactions.ts'
import { raiseNotices } from './raiseNotices.ts'
import type { Draft, RaiseDeps } from './raiseNotices.ts'
import { findChoice, listReaders } from './readers.ts'
import type { Reader } from './readers.ts'

/** Booked some days later than it was reserved, and told by the one bank before the other. */
const TWIN_DAYS = 5

/** Tells everybody who wants it of large and unusual transactions among those that are new, where they may see them. */
export function createTransactionTeller(deps: RaiseDeps): FollowUp {
  return async (ids) => {
    const fresh = await listFreshTransactions(deps, ids)
    if (fresh.length === 0) return
    for (const reader of await listReaders(deps.db)) {
      const drafts = await draftFor(deps.db, reader, fresh)
      await raiseNotices(deps, reader, drafts)
    }
  }
}

async function draftFor(
  db: Database,
  reader: Reader,
  fresh: readonly FreshTransaction[],
): Promise<Draft[]> {
  const isTold =
    findChoice(reader, 'large_transaction') ?? findChoice(reader, 'unusual_transaction')
  if (!isTold) return []
  const viewer = { member: reader.member, scope: null }
  const accounts = await listOpenAccounts(db, viewer, { view: reader.view })
  const news = await leaveOutMoves(db, await listOpenAccounts(db, viewer), fresh)
  const drafts: Draft[] = []
  for (const account of accounts) {
    const slices = toSlices(account.observations)
    for (const row of await pickSeen(db, slices, { account, fresh: news })) {
      const draft = await draftOf(db, reader, { account, slices, row })
      if (draft && !(await isTwin(db, reader, { account, row }))) drafts.push(draft)
    }
  }
  return drafts
}

/** What is moved between two accounts is news to those who do not see both. */
async function leaveOutMoves(
  db: Database,
  open: readonly VisibleAccount[],
  fresh: readonly FreshTransaction[],
): Promise<FreshTransaction[]> {
  const ids = fresh.map(({ id }) => id)
  const pairs = await readTransfersOf(db, open, ids)
  const moved = new Set(pairs.flatMap((pair) => [pair.out_id, pair.in_id]))
  return fresh.filter(({ id }) => !moved.has(id))
}

/** Of an account that several people connected each row is there once: in the slice of one of them. */
async function pickSeen(
  db: Database,
  slices: readonly Slice[],
  { account, fresh }: { account: VisibleAccount; fresh: readonly FreshTransaction[] },
): Promise<FreshTransaction[]> {
  const own = fresh.filter((row) => account.observations.some(({ id }) => id === row.account_id))
  if (own.length === 0 || slices.length === 0) return []
  const ids = own.map(({ id }) => id)
  const rows = await db
    .selectFrom('transactions')
    .select('id')
    .where('id', 'in', ids)
    .where((eb) => isInSlices(eb, slices))
    .execute()
  return own.filter(({ id }) => rows.some((row) => row.id === id))
}

interface Seen {
  readonly account: VisibleAccount
  readonly slices: readonly Slice[]
  readonly row: FreshTransaction
}

/** One notice, though it be large and unusual both. */
async function draftOf(db: Database, reader: Reader, seen: Seen): Promise<Draft | null> {
  const { account, row, slices } = seen
  const amount = withoutSign(moneyFromMinor(row.amount_minor, parseCurrency(row.currency)))
  const subject = { dedupe: `transaction ${row.id}`, account: account.id, transaction: row.id }
  if (isAtLeast(amount, findChoice(reader, 'large_transaction')))
    return { kind: 'large_transaction', ...subject, body: {} }
  if (!isAtLeast(amount, findChoice(reader, 'unusual_transaction'))) return null
  const usual = await findUsual(db, slices, row)
  if (!usual || !isTwice(amount, usual.largest)) return null
  return { kind: 'unusual_transaction', ...subject, body: usual }
}

function withoutSign(amount: Money): Money {
  return amount.minor < 0 ? negate(amount) : amount
}

function isAtLeast(amount: Money, choice: { readonly limit: number } | null): boolean {
  if (choice === null) return false
  return amount.minor >= moneyFromDecimal(String(choice.limit), amount.currency).minor
}

function isTwice(amount: Money, largest: number): boolean {
  const one = moneyFromMinor(largest, amount.currency)
  return amount.minor > addMoney(one, one).minor
}

/** Whether the same move of a joint account was told already, as another of its people's banks had it. */
async function isTwin(
  db: Database,
  { member }: Reader,
  { account, row }: Pick<Seen, 'account' | 'row'>,
): Promise<boolean> {
  const others = account.observations.filter(({ id }) => id !== row.account_id).map(({ id }) => id)
  if (others.length === 0) return false
  const told = await selectTold(db, row.id)
    .where('notices.member_id', '=', member)
    .where('transactions.account_id', 'in', others)
    .where('transactions.amount_minor', '=', row.amount_minor)
    .where('transactions.booking_date', '>=', addDays(row.booking_date, -TWIN_DAYS))
    .where('transactions.booking_date', '<=', addDays(row.booking_date, TWIN_DAYS))
    .executeTakeFirst()
  return told !== undefined
}

function selectTold(db: Database, except: TransactionId) {
  return db
    .selectFrom('notices')
    .innerJoin('transactions', 'transactions.id', 'notices.transaction_id')
    .select('notices.id')
    .where('transactions.id', '!=', except)
}
