import type { Context } from '@skrin/bff/context'
import { idFrom, randomId } from '@skrin/bff/ids'
import type { Database } from '@skrin/bff/store/database'
import type { Schema } from '@skrin/bff/store/schema'
import { insertTestTransferOrder } from '@skrin/bff/store/testRows'
import { assertNever } from '@skrin/shared/assertNever'
import type {
  AccountId,
  ApiTokenId,
  BankClientId,
  CategoryId,
  ConnectionId,
  ImportId,
  InviteId,
  MemberId,
  ObservationId,
  NoticeId,
  RuleId,
  SavedViewId,
  SessionPublicId,
  TransactionId,
  TransferId,
  TransferOrderId,
} from '@skrin/shared/brand'
import { parseLocalDate } from '@skrin/shared/dates'
import type { Insertable } from 'kysely'
import { HIDDEN, hiddenFigures, UNSCOPED } from './canaries.ts'
import type { Kind } from './privacyRow.ts'

type Sharing = 'private' | 'balance' | 'transactions'

/** A connection with three accounts, shared with the household in three ways, and a transaction on each. */
export interface Brought {
  readonly connection: ConnectionId
  readonly accounts: Readonly<Record<Sharing, AccountId>>
  readonly transactions: Readonly<Record<Sharing, TransactionId>>
  /** What of it nobody else may read. */
  readonly hidden: readonly string[]
}

interface Bringer {
  readonly member: MemberId
  /** Stands in every text; `HIDDEN` in what is not shared, where it is the neighbour's. */
  readonly mark: string
  readonly now: number
}

export async function bringBank(db: Database, { member, mark, now }: Bringer): Promise<Brought> {
  const connection = randomId() as ConnectionId
  await db.insertInto('connections').values(toConnection(connection, { member, now })).execute()
  const accounts = { private: newId(), balance: newId(), transactions: newId() }
  const transactions = { private: newRowId(), balance: newRowId(), transactions: newRowId() }
  for (const sharing of ['private', 'balance', 'transactions'] as const) {
    const id = accounts[sharing]
    const place = { id, connection, sharing, mark, now }
    await db.insertInto('accounts').values(toAccount(place)).execute()
    const row = toRow(transactions[sharing], place)
    await db.insertInto('transactions').values(row).execute()
    await db.insertInto('observations').values(toTold(row, now)).execute()
    if (sharing === 'private' || mark !== HIDDEN) continue
    const share = { account_id: id, audience: 'household', level: sharing }
    await db.insertInto('shares').values(share).execute()
  }
  const ids = [connection, accounts.private, transactions.private, transactions.balance]
  const { balance, available, amounts } = hiddenFigures
  const figures = [balance, available, ...Object.values(amounts)].map((minor) =>
    String(Math.abs(minor)),
  )
  return { connection, accounts, transactions, hidden: [HIDDEN, ...ids, ...figures] }
}

const newId = () => randomId() as AccountId
const newRowId = () => randomId() as TransactionId

function toConnection(
  id: ConnectionId,
  { member, now }: Pick<Bringer, 'member' | 'now'>,
): Insertable<Schema['connections']> {
  const never = { problem: null, renew_by: null, blocked_until: null }
  return {
    ...never,
    id,
    member_id: member,
    bank: 'seb',
    bank_client: 'household',
    // Which bank it is: told with every account of it that is shared.
    label: 'Østre Sparebank',
    choices: '{}',
    status: 'working',
    created_at: now,
    connected_at: now,
    // Just now: nobody's look at a list asks the bank.
    asked_at: now + 60 * 60_000,
    good_at: now,
  }
}

interface Place {
  readonly id: AccountId
  readonly connection: ConnectionId
  readonly sharing: Sharing
  readonly mark: string
  readonly now: number
}

/** Whatever this sharing does not show carries the mark. */
function toAccount({ id, connection, sharing, mark, now }: Place): Insertable<Schema['accounts']> {
  const isHidden = mark === HIDDEN
  const shownWhen = (isShown: boolean) => (isHidden && isShown ? 'Shared' : mark)
  const isOpen = sharing === 'transactions'
  return {
    id,
    connection_id: connection,
    bank: 'seb',
    bank_key: mark,
    name: shownWhen(sharing !== 'private'),
    number: shownWhen(isOpen),
    iban: shownWhen(isOpen),
    // What is private to the neighbour is a joint account: every caller has the other half of it.
    identity: sharing === 'private' && mark !== UNSCOPED ? 'joint' : `${connection} ${sharing}`,
    kind: 'current',
    currency: 'SEK',
    balance_minor: isHidden && sharing === 'private' ? hiddenFigures.balance : 100_00,
    available_minor: isHidden && !isOpen ? hiddenFigures.available : 100_00,
    holder: shownWhen(isOpen),
    closed: 0,
    position: 0,
    as_of: now,
    covered_from: parseLocalDate('2024-01-01'),
    transactions_at: now,
  }
}

function toRow(
  id: TransactionId,
  { id: account, sharing, mark }: Place,
): Insertable<Schema['transactions']> {
  const isShared = mark === HIDDEN && sharing === 'transactions'
  const text = isShared ? 'Shared' : mark
  const amount =
    mark === HIDDEN && !isShared && sharing !== 'transactions'
      ? hiddenFigures.amounts[sharing]
      : -1_00
  return {
    id,
    account_id: account,
    status: 'booked',
    booking_date: parseLocalDate('2026-01-05'),
    value_date: null,
    amount_minor: amount,
    currency: 'SEK',
    text,
    bank_text: text,
    search_text: text.toLowerCase(),
    counterparty_name: text,
    counterparty_account: text,
    original_minor: null,
    original_currency: null,
    original_rate: null,
    kind: text,
    bank_id: mark,
    // The bank's raw answer is its owner's alone, however much is shared.
    wire: JSON.stringify({ text: mark }),
  }
}

interface Wanted {
  readonly kind: Exclude<Kind, 'account' | 'transaction' | 'connection' | 'member'>
  readonly member: MemberId
  readonly mark: string
}

/** Something of a member's that an id names, made anew. Gives the id. */
export async function makeThing(context: Context, { kind, member, mark }: Wanted): Promise<string> {
  const { db, sessions, clock } = context
  const id = randomId()
  const now = clock.now()
  switch (kind) {
    case 'bankClient': {
      const key = { id: id as BankClientId, member_id: member }
      const rest = { client_id: mark, sealed: 'sealed', created_at: now }
      const clients = db.deleteFrom('bank_clients').where('member_id', '=', member)
      await clients.where('bank', '=', 'seb').execute()
      await db
        .insertInto('bank_clients')
        .values({ ...key, bank: 'seb', ...rest })
        .execute()
      return id
    }
    case 'token': {
      const key = { id: id as ApiTokenId, member_id: member, name: mark, token_hash: id }
      const rest = { created_at: now, expires_at: null, used_at: null }
      await db
        .insertInto('api_tokens')
        .values({ ...key, ...rest })
        .execute()
      return id
    }
    case 'session': {
      const publicId = randomId() as SessionPublicId
      const times = { createdAt: now, seenAt: now, freshAt: now }
      const place = { device: mark, network: mark }
      await sessions.put(id, { publicId, member, method: 'password', ...place, ...times })
      return publicId
    }
    case 'passkey': {
      const state = { counter: 0, backed_up: 0, created_at: now, used_at: null }
      const key = { public_key: mark, transports: '[]', name: mark }
      await db
        .insertInto('passkeys')
        .values({ id, member_id: member, ...key, ...state })
        .execute()
      return id
    }
    case 'sso': {
      const identity = { issuer: mark, subject: id, member_id: member, label: mark }
      await db
        .insertInto('oidc_identities')
        .values({ ...identity, linked_at: now, used_at: null })
        .execute()
      return idFrom(mark, id)
    }
    case 'invite': {
      const key = { id: id as InviteId, code_hash: id, role: 'adult' as const, created_by: member }
      const rest = {
        name: null,
        member_id: null,
        created_at: now,
        expires_at: now + 60_000,
        used_at: null,
      }
      await db
        .insertInto('invites')
        .values({ ...key, ...rest })
        .execute()
      return id
    }
    case 'notice': {
      // Of one's own connection: what it says of it is read from there.
      const connection = await db
        .selectFrom('connections')
        .select('id')
        .where('member_id', '=', member)
        .executeTakeFirstOrThrow()
      const key = { id: id as NoticeId, member_id: member, dedupe: id }
      const subject = { connection_id: connection.id, account_id: null, transaction_id: null }
      const body = JSON.stringify({ days: 0, renewBy: null })
      const rest = { kind: 'consent_ending' as const, body, in_app: 1, read_at: null }
      await db
        .insertInto('notices')
        .values({ ...key, ...subject, ...rest, created_at: now })
        .execute()
      return id
    }
    case 'rule': {
      const body = JSON.stringify({ when: { contains: mark }, set: { tags: [mark] } })
      const rule = { id: id as RuleId, member_id: member, position: 0, body, created_at: now }
      await db.insertInto('rules').values(rule).execute()
      return id
    }
    case 'view': {
      const view = { id: id as SavedViewId, member_id: member, name: `${mark} ${id}` }
      await db
        .insertInto('saved_views')
        .values({ ...view, query: `q=${mark}`, created_at: now })
        .execute()
      return id
    }
    case 'category': {
      // The whole household's: everybody may read its name.
      const category = { id: id as CategoryId, name: id, name_key: id, direction: 'out' as const }
      const made = { created_by: member, created_at: now }
      await db
        .insertInto('categories')
        .values({ ...category, ...made })
        .execute()
      return id
    }
    case 'transfer':
      return makeTransfer(db, { member, mark, now })
    case 'transferOrder':
      return makeTransferOrder(db, { member, mark, now })
    case 'question':
      return makeQuestion(db, { member, mark, now })
    case 'import': {
      const key = { id: id as ImportId, member_id: member, account_id: null }
      const read = {
        format: 'csv' as const,
        file_name: mark,
        shape: mark,
        statement: 0,
        target: null,
      }
      const mapping = { roles: ['date', 'amount', 'text'], headingLine: 0 }
      const signs = { dateOrder: 'ymd', decimalSign: '.', outIs: 'negative' }
      const parsed = {
        mapping: JSON.stringify({ ...mapping, ...signs }),
        statements: JSON.stringify([{ number: mark, currency: null }]),
      }
      const times = { created_at: now, done_at: null, undone_at: null, added: 0 }
      await db
        .insertInto('imports')
        .values({ ...key, ...read, ...parsed, state: 'preview', ...times })
        .execute()
      return id
    }
    default:
      return assertNever(kind)
  }
}

/** What the bank told that a row was made of. */
function toTold(
  { search_text: _search, id, ...row }: Insertable<Schema['transactions']>,
  now: number,
): Insertable<Schema['observations']> {
  const seen = { first_seen: now, last_seen: now, gone_at: null, reason: 'first' }
  return { ...row, ...seen, id: id as string as ObservationId, transaction_id: id, source: 'bank' }
}

/** Two rows on an account of a member that shows nobody else anything, which may be one. */
async function makeQuestion(db: Database, { member, mark, now }: Bringer): Promise<string> {
  const account = await db
    .selectFrom('accounts')
    .innerJoin('connections', 'connections.id', 'accounts.connection_id')
    .leftJoin('shares', 'shares.account_id', 'accounts.id')
    .select(['accounts.id', 'connections.id as connection'])
    .where('connections.member_id', '=', member)
    .where('shares.level', 'is', null)
    .orderBy('accounts.id')
    .executeTakeFirstOrThrow()
  const rows = [newRowId(), newRowId()].map((id) =>
    toRow(id, { ...account, sharing: 'private', mark, now }),
  )
  const [asked, candidate] = rows
  if (!asked || !candidate) throw new Error('a question is about two rows')
  await db
    .insertInto('transactions')
    .values([
      { ...asked, state: 'shown' },
      { ...candidate, state: 'withdrawn' },
    ])
    .execute()
  await db
    .insertInto('observations')
    .values(rows.map((row) => toTold(row, now)))
    .execute()
  const id = randomId()
  const about = { account_id: account.id, transaction_id: asked.id, kind: 'reservation' as const }
  await db
    .insertInto('questions')
    .values({ id, ...about, asked_at: now, answered_at: null })
    .execute()
  await db
    .insertInto('question_candidates')
    .values({ question_id: id, transaction_id: candidate.id })
    .execute()
  return id
}

/** A pair of rows on two accounts of a member that show nobody else their transactions. */
async function makeTransfer(db: Database, { member, mark, now }: Bringer): Promise<TransferId> {
  const accounts = await db
    .selectFrom('accounts')
    .innerJoin('connections', 'connections.id', 'accounts.connection_id')
    .leftJoin('shares', 'shares.account_id', 'accounts.id')
    .select(['accounts.id', 'connections.id as connection'])
    .where('connections.member_id', '=', member)
    .where((eb) => eb.or([eb('shares.level', 'is', null), eb('shares.level', '=', 'balance')]))
    .orderBy('accounts.id')
    .execute()
  const sides = [newRowId(), newRowId()] as const
  for (const [at, id] of sides.entries()) {
    const account = accounts[at]
    if (!account) throw new Error('a transfer needs two accounts')
    const row = toRow(id, { ...account, sharing: 'private', mark, now })
    const amount_minor = at === 0 ? row.amount_minor : -row.amount_minor
    await db
      .insertInto('transactions')
      .values({ ...row, amount_minor })
      .execute()
  }
  const id = randomId() as TransferId
  const pair = { id, out_id: sides[0], in_id: sides[1], reason: 'same_day' as const }
  const times = { day: parseLocalDate('2026-01-05'), made_at: now, undone_at: null }
  await db
    .insertInto('transfers')
    .values({ ...pair, ...times })
    .execute()
  return id
}

/** An order between two of a member's accounts that was carried out. */
async function makeTransferOrder(
  db: Database,
  { member, mark, now }: Bringer,
): Promise<TransferOrderId> {
  const [from, to] = await db
    .selectFrom('accounts')
    .innerJoin('connections', 'connections.id', 'accounts.connection_id')
    .select(['accounts.id', 'accounts.connection_id', 'accounts.bank'])
    .where('connections.member_id', '=', member)
    .orderBy('accounts.connection_id')
    .orderBy('accounts.id')
    .execute()
  if (!from || !to) throw new Error('an order needs two accounts')
  const id = randomId() as TransferOrderId
  const { connection_id, bank } = from
  const wish = { amount_minor: 77_00, currency: 'SEK', date: parseLocalDate('2026-01-05') }
  const times = { reviewed_at: now, expires_at: now, sent_at: now, settled_at: now }
  const told = { message: mark, reference: mark, known_by: 'answer' as const }
  await insertTestTransferOrder(
    db,
    { id, member_id: member, connection_id, bank, from_account: from.id, to_account: to.id },
    { state: 'done', ...wish, ...times, ...told, sending_until: now },
  )
  return id
}
