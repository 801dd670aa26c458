import type { LocalDate, TransactionId, TransferId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import type { FollowUp } from '../../accounts/followUps.ts'
import type { Clock } from '../../clock.ts'
import { idFrom } from '../../ids.ts'
import type { Database } from '../../store/database.ts'
import { transact } from '../../store/transact.ts'
import { isAtShop } from '../merchants/guessCategory.ts'
import { findPairs, LATEST } from './findPairs.ts'
import type { Pair } from './findPairs.ts'
import type { TransferRow } from './transferRow.ts'

/** A row changes pairs whose other side is near it, and these depend on what is near them. */
const REACH = 2 * LATEST
const BATCH = 400

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

export const TRANSFERS_KEY = 'transfers'

/** Keeps every pair of rows that may be one move between two accounts, around rows that are new or have changed. */
export function createMatchTransfers(deps: Deps): FollowUp {
  return async (ids) => {
    await transact(deps.db, TRANSFERS_KEY, (db) => matchAround({ ...deps, db }, ids))
  }
}

async function matchAround({ db, clock }: Deps, ids: readonly TransactionId[]): Promise<void> {
  const changed = await readFigures(db, ids)
  const known = await readPairsOf(db, ids)
  // What a changed row was paired with may have another side now.
  const others = known.flatMap((pair) => [pair.out_id, pair.in_id])
  const around = [...changed, ...(await readFigures(db, others))]
  const near = await readNear(db, around)
  const figures = [...Map.groupBy(near, (row) => `${row.currency} ${Math.abs(row.minor)}`).values()]
  const pairs = figures.flatMap(findPairs)
  const days = toDaysByFigure(around)
  const touched = new Set(near.filter((row) => isWithin(row, days, REACH)).map(({ id }) => id))
  for (const id of [...ids, ...others]) touched.add(id)
  const isTouched = (out: TransactionId, other: TransactionId) =>
    touched.has(out) && touched.has(other)
  await keepPairs(db, {
    now: clock.now(),
    pairs: pairs.filter((pair) => isTouched(pair.out, pair.in)),
    known: (await readPairsOf(db, [...touched])).filter((pair) =>
      isTouched(pair.out_id, pair.in_id),
    ),
  })
}

interface Figure {
  readonly minor: number
  readonly currency: string
  readonly day: LocalDate
}

async function readFigures(db: Database, ids: readonly TransactionId[]): Promise<Figure[]> {
  const figures: Figure[] = []
  for (let start = 0; start < ids.length; start += BATCH) {
    const rows = await db
      .selectFrom('transactions')
      .select(['amount_minor as minor', 'currency', 'booking_date as day'])
      .where('id', 'in', ids.slice(start, start + BATCH))
      .where('amount_minor', '!=', 0)
      .execute()
    figures.push(...rows)
  }
  return figures
}

function toDaysByFigure(figures: readonly Figure[]): Map<string, LocalDate[]> {
  const byFigure = Map.groupBy(figures, toKey)
  return new Map([...byFigure].map(([key, group]) => [key, group.map(({ day }) => day)]))
}

function toKey({ minor, currency }: Omit<Figure, 'day'>): string {
  return `${currency} ${Math.abs(minor)}`
}

function isWithin(row: Figure, days: ReadonlyMap<string, readonly LocalDate[]>, reach: number) {
  const [from, to] = [addDays(row.day, -reach), addDays(row.day, reach)]
  return (days.get(toKey(row)) ?? []).some((day) => day >= from && day <= to)
}

/** Rows of the same figures, either way, as far around as pairs there depend on anything. */
async function readNear(db: Database, around: readonly Figure[]): Promise<TransferRow[]> {
  const days = toDaysByFigure(around)
  const minors = [...new Set(around.flatMap(({ minor }) => [minor, -minor]))]
  const sorted = around.map(({ day }) => day).sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  const reach = REACH + LATEST
  const near: TransferRow[] = []
  for (let start = 0; start < minors.length; start += BATCH) {
    const rows = await db
      .selectFrom('transactions')
      .innerJoin('accounts', 'accounts.id', 'transactions.account_id')
      .select([
        'transactions.id',
        'transactions.booking_date as day',
        'transactions.amount_minor as minor',
        'transactions.currency',
        'transactions.text',
        'transactions.bank_text',
        'transactions.counterparty_name',
        'transactions.counterparty_account as counterparty',
        'accounts.id as account_id',
        'accounts.number',
        'accounts.iban',
        'accounts.identity',
        'accounts.currency as account_currency',
        'accounts.kind',
      ])
      .where('transactions.amount_minor', 'in', minors.slice(start, start + BATCH))
      .where('transactions.booking_date', '>=', addDays(first, -reach))
      .where('transactions.booking_date', '<=', addDays(last, reach))
      .where('transactions.state', '=', 'shown')
      .execute()
    near.push(...rows.filter((row) => isWithin(row, days, reach)).map(toTransferRow))
  }
  return near
}

type NearRow = Omit<TransferRow, 'account' | 'isAtShop'> &
  Pick<TransferRow['account'], 'number' | 'iban' | 'identity' | 'kind'> & {
    readonly account_id: TransferRow['account']['id']
    readonly account_currency: string
    readonly text: string
    readonly bank_text: string
    readonly counterparty_name: string | null
  }

function toTransferRow(row: NearRow): TransferRow {
  const { number, iban, identity, kind, account_id: id, account_currency: currency } = row
  return {
    id: row.id,
    account: { id, number, iban, identity, kind, currency },
    day: row.day,
    minor: row.minor,
    currency: row.currency,
    counterparty: row.counterparty,
    isAtShop: isAtShop({ ...row, kind: null, amount_minor: row.minor }),
  }
}

type KnownPair = Awaited<ReturnType<typeof readPairsOf>>[number]

async function readPairsOf(db: Database, ids: readonly TransactionId[]) {
  const pairs = []
  for (let start = 0; start < ids.length; start += BATCH) {
    const some = ids.slice(start, start + BATCH)
    for (const side of ['out_id', 'in_id'] as const)
      pairs.push(
        ...(await db
          .selectFrom('transfers')
          .select(['id', 'out_id', 'in_id', 'day', 'reason', 'undone_at'])
          .where(side, 'in', some)
          .execute()),
      )
  }
  return [...new Map(pairs.map((pair) => [pair.id, pair])).values()]
}

/** What a person said of a pair stays as they said it. */
async function keepPairs(
  db: Database,
  { pairs, known, now }: { pairs: readonly Pair[]; known: readonly KnownPair[]; now: number },
): Promise<void> {
  const wanted = new Map(pairs.map((pair) => [toTransferId(pair.out, pair.in), pair]))
  const own = known.filter((pair) => pair.reason !== 'person' && pair.undone_at === null)
  const gone = own.filter(({ id }) => !wanted.has(id)).map(({ id }) => id)
  for (let start = 0; start < gone.length; start += BATCH)
    await db
      .deleteFrom('transfers')
      .where('id', 'in', gone.slice(start, start + BATCH))
      .execute()
  const told = new Map(known.map((pair) => [pair.id, pair]))
  for (const [id, { reason, day }] of wanted) {
    const before = told.get(id)
    if (!before || before.reason === 'person' || before.undone_at !== null) continue
    if (before.reason !== reason || before.day !== day)
      await db.updateTable('transfers').set({ reason, day }).where('id', '=', id).execute()
  }
  const made = [...wanted]
    .filter(([id]) => !told.has(id))
    .map(([id, { out, in: other, day, reason }]) => ({
      id,
      out_id: out,
      in_id: other,
      day,
      reason,
      made_at: now,
      undone_at: null,
    }))
  for (let start = 0; start < made.length; start += BATCH)
    await db
      .insertInto('transfers')
      .values(made.slice(start, start + BATCH))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** The same two rows are always the same pair. */
export function toTransferId(out: TransactionId, other: TransactionId): TransferId {
  return idFrom('transfer', out, other) as TransferId
}
