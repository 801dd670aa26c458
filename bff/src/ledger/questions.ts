import type { LedgerRow, Question } from '@skrin/shared/api/ledger'
import type { AccountId, TransactionId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { listOpenAccounts } from '../accounts/visibleAccounts.ts'
import type { Viewer } from '../accounts/visibleAccounts.ts'
import type { VisibleAccount } from '../accounts/joinObservations.ts'
import { AppError } from '../appError.ts'
import type { Database } from '../store/database.ts'
import { aloneWithAccount } from './aloneWithAccount.ts'
import { deleteTransactions } from './deleteTransaction.ts'
import { noteApart } from './foldAnnotations.ts'
import { mergeTransactions } from './mergeTransactions.ts'

const MOST = 200

/** What waits for a decision of the viewer's: about rows that their own connections brought. */
export async function listQuestions(db: Database, viewer: Viewer): Promise<Question[]> {
  const accounts = await listOwnAccounts(db, viewer)
  const rows = await selectOpen(db, accounts)
  const asked = rows.map(({ id }) => id)
  const candidates = asked.length === 0 ? [] : await selectCandidates(db, asked)
  const byQuestion = Map.groupBy(candidates, (row) => row.question_id)
  return rows.flatMap(({ id, kind, asked_at: askedAt, ...row }) => {
    const open = (byQuestion.get(id) ?? []).filter((one) => isOpen(kind, one.state))
    if (open.length === 0 || row.state !== 'shown') return []
    return [
      {
        id,
        kind,
        askedAt: toInstant(askedAt),
        transaction: toLedgerRow(row, accounts),
        candidates: open.map((one) => toLedgerRow(one, accounts)),
      },
    ]
  })
}

/** A reservation that the bank tells of again is not what was booked. */
function isOpen(kind: Question['kind'], state: LedgerRow['state']): boolean {
  return kind === 'file' || state !== 'shown'
}

export interface Decided {
  readonly transaction: TransactionId
  readonly account: VisibleAccount
}

/** @throws AppError not_found for a question that is not the viewer's, or answered; bad_request for what is no candidate */
export async function answerQuestion(
  db: Database,
  viewer: Viewer,
  { id, same, now }: { id: string; same: TransactionId | null; now: number },
): Promise<Decided> {
  const accounts = await listOwnAccounts(db, viewer)
  const row = await db
    .selectFrom('questions')
    .selectAll()
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  const account = row && accounts.get(row.account_id)
  if (!account) throw new AppError('not_found')
  const transaction = await aloneWithAccount(db, row.account_id, async (alone) => {
    const { numUpdatedRows: isOurs } = await alone
      .updateTable('questions')
      .set({ answered_at: now })
      .where('id', '=', id)
      .where('answered_at', 'is', null)
      .executeTakeFirst()
    if (isOurs === 0n) throw new AppError('not_found')
    return decide(alone, { id, transaction: row.transaction_id, same })
  })
  return { transaction, account }
}

async function decide(
  db: Database,
  { id, transaction, same }: { id: string; transaction: TransactionId; same: TransactionId | null },
): Promise<TransactionId> {
  const candidates = await selectCandidates(db, [id])
  if (same === null) {
    for (const candidate of candidates) await noteApart(db, transaction, candidate.id)
    return transaction
  }
  const chosen = candidates.find((candidate) => candidate.id === same)
  if (!chosen) throw new AppError('bad_request')
  const kept = await mergeTransactions(db, transaction, same)
  // It is the same as one that the person did not want: neither do they want it now.
  if (chosen.state === 'deleted') await deleteTransactions(db, [kept])
  return kept
}

async function listOwnAccounts(
  db: Database,
  viewer: Viewer,
): Promise<Map<AccountId, VisibleAccount>> {
  const open = await listOpenAccounts(db, viewer)
  return new Map(
    open.flatMap((account) =>
      account.observations
        .filter(({ level }) => level === 'own')
        .map(({ id }) => [id, account] as const),
    ),
  )
}

function selectOpen(db: Database, accounts: ReadonlyMap<AccountId, unknown>) {
  return db
    .selectFrom('questions')
    .innerJoin('transactions', 'transactions.id', 'questions.transaction_id')
    .select(['questions.id', 'questions.kind', 'questions.asked_at'])
    .select(['transactions.id as transaction_id', ...shown])
    .where('questions.account_id', 'in', [...accounts.keys(), noAccount])
    .where('questions.answered_at', 'is', null)
    .orderBy('questions.asked_at', 'desc')
    .orderBy('questions.id')
    .limit(MOST)
    .execute()
}

/** A list in SQL is never empty. */
const noAccount = '' as AccountId

async function selectCandidates(db: Database, questions: readonly string[]) {
  const rows = await db
    .selectFrom('question_candidates')
    .innerJoin('transactions', 'transactions.id', 'question_candidates.transaction_id')
    .select('question_candidates.question_id')
    .select(['transactions.id as transaction_id', ...shown])
    .where('question_candidates.question_id', 'in', questions)
    .orderBy('transactions.booking_date')
    .orderBy('transactions.id')
    .execute()
  return rows.map((row) => ({ ...row, id: row.transaction_id }))
}

const shown = [
  'transactions.account_id',
  'transactions.booking_date',
  'transactions.status',
  'transactions.state',
  'transactions.amount_minor',
  'transactions.currency',
  'transactions.text',
  'transactions.bank_text',
] as const

type ShownRow = Omit<Awaited<ReturnType<typeof selectOpen>>[number], 'id' | 'kind' | 'asked_at'>

function toLedgerRow(row: ShownRow, accounts: ReadonlyMap<AccountId, VisibleAccount>): LedgerRow {
  return {
    id: row.transaction_id,
    account: accounts.get(row.account_id)?.id ?? row.account_id,
    bookingDate: row.booking_date,
    status: row.status,
    state: row.state,
    amount: moneyFromMinor(row.amount_minor, parseCurrency(row.currency)),
    text: row.text,
    bankText: row.bank_text,
  }
}
