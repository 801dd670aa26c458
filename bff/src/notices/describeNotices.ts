import type { Selectable } from 'kysely'
import type { Notice } from '@skrin/shared/api/notices'
import { assertNever } from '@skrin/shared/assertNever'
import type { AccountId, MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import * as v from 'valibot'
import { describeAccount } from '../accounts/describeAccount.ts'
import type { VisibleAccount } from '../accounts/joinObservations.ts'
import { listVisibleAccounts } from '../accounts/visibleAccounts.ts'
import type { Clock } from '../clock.ts'
import { listConnectionRows } from '../connections/connectionRows.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import { noticeBodies } from './noticeBody.ts'

export type NoticeRow = Selectable<Schema['notices']>

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/**
 * A member's notices with what they are about, as that member may see it at this moment. What they may not see any more
 * is left out, in the list as in what is sent.
 */
export async function describeNotices(
  deps: Deps,
  member: MemberId,
  rows: readonly NoticeRow[],
): Promise<Notice[]> {
  if (rows.length === 0) return []
  const sight = await lookAround(deps, member, rows)
  return rows.flatMap((row) => describe(row, sight) ?? [])
}

async function lookAround({ db, clock }: Deps, member: MemberId, rows: readonly NoticeRow[]) {
  const accounts = await listVisibleAccounts(db, { member, scope: null })
  const shown = accounts.flatMap((account) => {
    const { id, name } = describeAccount(account, { now: clock.now(), sharing: null })
    return account.observations.map((one) => [one.id, { id, name }] as const)
  })
  const connections = await listConnectionRows(db, member)
  return {
    accounts: new Map(shown),
    connections: new Map(connections.map((row) => [row.id, row])),
    transactions: new Map(
      (await listTransactions(db, toOpen(accounts), rows)).map((row) => [row.id, row]),
    ),
  }
}
type Sight = Awaited<ReturnType<typeof lookAround>>

function toOpen(accounts: readonly VisibleAccount[]): AccountId[] {
  return accounts.flatMap(({ observations }) =>
    observations.filter(({ level }) => level !== 'balance').map(({ id }) => id),
  )
}

async function listTransactions(
  db: Database,
  open: readonly AccountId[],
  rows: readonly NoticeRow[],
) {
  const ids = rows.flatMap(({ transaction_id: id }) => id ?? [])
  if (ids.length === 0 || open.length === 0) return []
  return db
    .selectFrom('transactions')
    .select(['id', 'account_id', 'text', 'amount_minor', 'currency', 'booking_date'])
    .where('id', 'in', ids)
    .where('account_id', 'in', open)
    .where('state', '=', 'shown')
    .execute()
}

/** null: not theirs to see, or gone. */
function describe(row: NoticeRow, sight: Sight): Notice | null {
  const wire: unknown = JSON.parse(row.body)
  switch (row.kind) {
    case 'consent_ending': {
      const connection = findConnection(row, sight)
      const { days, renewBy } = v.parse(noticeBodies.consent_ending, wire)
      const until = renewBy === null ? null : toInstant(renewBy)
      return connection && { ...toCommon(row), kind: row.kind, connection, days, renewBy: until }
    }
    case 'bank_failing': {
      const connection = findConnection(row, sight)
      const { since, problem } = v.parse(noticeBodies.bank_failing, wire)
      const from = toInstant(since)
      return connection && { ...toCommon(row), kind: row.kind, connection, since: from, problem }
    }
    case 'large_transaction': {
      const found = findTransaction(row, sight)
      return found && { ...toCommon(row), kind: row.kind, ...found }
    }
    case 'unusual_transaction': {
      const found = findTransaction(row, sight)
      const { largest, among } = v.parse(noticeBodies.unusual_transaction, wire)
      if (!found) return null
      const before = moneyFromMinor(largest, found.transaction.amount.currency)
      return { ...toCommon(row), kind: row.kind, ...found, largest: before, among }
    }
    case 'low_balance': {
      const account = row.account_id === null ? undefined : sight.accounts.get(row.account_id)
      const { currency: code, ...figures } = v.parse(noticeBodies.low_balance, wire)
      if (!account) return null
      const currency = parseCurrency(code)
      const balance = moneyFromMinor(figures.balance, currency)
      const limit = moneyFromMinor(figures.limit, currency)
      return { ...toCommon(row), kind: row.kind, account, balance, limit }
    }
    default:
      return assertNever(row.kind)
  }
}

function toCommon({ id, created_at: at, read_at: readAt }: NoticeRow) {
  return { id, at: toInstant(at), readAt: readAt === null ? null : toInstant(readAt) }
}

function findConnection({ connection_id: id }: NoticeRow, { connections }: Sight) {
  const row = id === null ? undefined : connections.get(id)
  return row ? { id: row.id, bank: row.bank, label: row.label } : null
}

function findTransaction({ transaction_id: id }: NoticeRow, sight: Sight) {
  const row = id === null ? undefined : sight.transactions.get(id)
  const account = row && sight.accounts.get(row.account_id)
  if (!row || !account) return null
  const amount = moneyFromMinor(row.amount_minor, parseCurrency(row.currency))
  const transaction = { id: row.id, text: row.text, amount, bookingDate: row.booking_date }
  return { account, transaction }
}
