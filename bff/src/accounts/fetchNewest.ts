import type { ConnectionId, LocalDate } from '@skrin/shared/brand'
import { addDays, localDateIn } from '@skrin/shared/dates'
import type { FetchedAccounts } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import type { Database } from '../store/database.ts'
import { followRows } from './followRows.ts'
import { saveAccounts } from './saveAccounts.ts'
import { saveTransactions } from './saveTransactions.ts'
import type { Visit, VisitDeps } from './visit.ts'

/** Days asked again each time: reservations are booked, and corrected, some days late. */
const OVERLAP_DAYS = 30

/**
 * Accounts with their balances, and of each the transactions from a month before its last whole answer: what was missed
 * while nobody asked is in it. False: the bank left something out.
 * @throws BankError
 */
export async function fetchNewest(deps: VisitDeps, visit: Visit): Promise<boolean> {
  const { db } = deps
  const { bank, api, connection, askedAt, run } = visit
  const fetched = await bank.fetchAccounts(api)
  const { id, countries } = bank.manifest
  const told = { id, countries, ibanCode: bank.ibanCode }
  const asked = { id: connection.id, bank: told, asOf: askedAt }
  if (!(await saveAccounts(db, asked, fetched))) throw new BankError('reconnect_needed')
  const known = await listOpenAccounts(db, connection.id)
  const ids = known.map(({ id }) => id)
  let isWhole = fetched.complete
  let done = 0
  for (const [from, group] of groupByStart(known, visit)) {
    await run.note({ step: 'transactions', from, done, total: known.length })
    isWhole = (await fetchGroup(deps, visit, { fetched, from, group })) && isWhole
    done += group.length
  }
  await followRows(deps, connection, ids)
  return isWhole
}

interface Group {
  readonly fetched: FetchedAccounts
  readonly from: LocalDate
  readonly group: readonly KnownAccount[]
}

async function fetchGroup(
  { db }: VisitDeps,
  { bank, api, askedAt, run }: Visit,
  { fetched, from, group }: Group,
): Promise<boolean> {
  const byKey = new Map(group.map((account) => [account.bank_key, account.id]))
  const wanted = fetched.accounts.filter(({ key }) => byKey.has(key))
  if (wanted.length === 0) return true
  const answer = await bank.fetchTransactions(api, { accounts: wanted, from })
  const { timeZone } = bank.manifest
  for (const account of answer.accounts) {
    const id = byKey.get(account.key)
    if (id === undefined) continue
    const { added } = await saveTransactions(db, { id, askedAt, timeZone }, account)
    run.countAdded(added.length)
  }
  return (
    answer.accounts.length === wanted.length && answer.accounts.every(({ complete }) => complete)
  )
}

function listOpenAccounts(db: Database, connection: ConnectionId) {
  return db
    .selectFrom('accounts')
    .select(['id', 'bank_key', 'transactions_at'])
    .where('connection_id', '=', connection)
    .where('closed', '=', 0)
    .orderBy('position')
    .execute()
}

type KnownAccount = Awaited<ReturnType<typeof listOpenAccounts>>[number]

/** Accounts that want the same first day are asked for together: some banks take several in one call. */
function groupByStart(
  accounts: readonly KnownAccount[],
  { bank, askedAt }: Visit,
): Map<LocalDate, KnownAccount[]> {
  const { timeZone } = bank.manifest
  const first = addDays(localDateIn(timeZone, askedAt), -bank.history.firstDays)
  return Map.groupBy(accounts, ({ transactions_at: at }) =>
    at === null ? first : addDays(localDateIn(timeZone, at), -OVERLAP_DAYS),
  )
}
