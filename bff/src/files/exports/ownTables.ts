import type { MemberId, ObservationId, TransactionId } from '@skrin/shared/brand'
import type { Database } from '../../store/database.ts'

export interface OwnTable {
  readonly name: string
  rows(db: Database, member: MemberId): AsyncIterable<object>
}

const PAGE = 500

/** What is kept of one person, but for what only opens doors: hashes, sealed boxes and keys. */
export const ownTables: readonly OwnTable[] = [
  few('me', (db, member) =>
    db
      .selectFrom('members')
      .select(['id', 'name', 'role', 'created_at'])
      .where('id', '=', member)
      .execute(),
  ),
  few('connections', (db, member) =>
    db
      .selectFrom('connections')
      .select(['id', 'bank', 'label', 'choices', 'status', 'created_at', 'connected_at'])
      .select(['asked_at', 'good_at', 'renew_by'])
      .where('member_id', '=', member)
      .execute(),
  ),
  few('accounts', (db, member) => ownAccounts(db, member).selectAll('accounts').execute()),
  few('shares', (db, member) =>
    db
      .selectFrom('shares')
      .selectAll()
      .where('account_id', 'in', ownAccounts(db, member).select('accounts.id'))
      .execute(),
  ),
  {
    name: 'ledger',
    rows: (db, member) =>
      pages((after: TransactionId | undefined) => {
        const rows = db
          .selectFrom('transactions')
          .selectAll()
          .where('account_id', 'in', ownAccounts(db, member).select('accounts.id'))
          .orderBy('id')
          .limit(PAGE)
        return (after === undefined ? rows : rows.where('id', '>', after)).execute()
      }),
  },
  {
    name: 'observations',
    rows: (db, member) =>
      pages((after: ObservationId | undefined) => {
        const rows = db
          .selectFrom('observations')
          .selectAll()
          .where('account_id', 'in', ownAccounts(db, member).select('accounts.id'))
          .orderBy('id')
          .limit(PAGE)
        return (after === undefined ? rows : rows.where('id', '>', after)).execute()
      }),
  },
  few('tags', (db, member) =>
    db
      .selectFrom('transaction_tags')
      .innerJoin('transactions', 'transactions.id', 'transaction_tags.transaction_id')
      .select(['transaction_tags.transaction_id', 'transaction_tags.tag'])
      .where('transactions.account_id', 'in', ownAccounts(db, member).select('accounts.id'))
      .execute(),
  ),
  few('categories', (db, member) =>
    db.selectFrom('categories').selectAll().where('created_by', '=', member).execute(),
  ),
  few('rates', (db, member) =>
    db.selectFrom('rates').selectAll().where('created_by', '=', member).execute(),
  ),
  few('rules', (db, member) =>
    db.selectFrom('rules').selectAll().where('member_id', '=', member).execute(),
  ),
  few('views', (db, member) =>
    db.selectFrom('saved_views').selectAll().where('member_id', '=', member).execute(),
  ),
  few('transfer-orders', (db, member) =>
    db.selectFrom('transfer_orders').selectAll().where('member_id', '=', member).execute(),
  ),
  few('transfer-limits', (db, member) =>
    db.selectFrom('transfer_limits').selectAll().where('member_id', '=', member).execute(),
  ),
  few('imports', (db, member) =>
    db.selectFrom('imports').selectAll().where('member_id', '=', member).execute(),
  ),
  few('import-columns', (db, member) =>
    db.selectFrom('import_mappings').selectAll().where('member_id', '=', member).execute(),
  ),
  few('notice-choices', (db, member) =>
    db.selectFrom('notice_choices').selectAll().where('member_id', '=', member).execute(),
  ),
  few('notice-addresses', (db, member) =>
    db
      .selectFrom('notice_addresses')
      .select(['channel', 'address', 'confirmed_at', 'created_at'])
      .where('member_id', '=', member)
      .execute(),
  ),
  few('sessions', (db, member) =>
    db
      .selectFrom('sessions')
      .select(['public_id', 'created_at', 'seen_at', 'method', 'device', 'network'])
      .where('member_id', '=', member)
      .where('destroyed_at', 'is', null)
      .execute(),
  ),
  few('passkeys', (db, member) =>
    db
      .selectFrom('passkeys')
      .select(['name', 'created_at', 'used_at'])
      .where('member_id', '=', member)
      .execute(),
  ),
  few('single-sign-on', (db, member) =>
    db
      .selectFrom('oidc_identities')
      .select(['issuer', 'subject', 'label', 'linked_at', 'used_at'])
      .where('member_id', '=', member)
      .execute(),
  ),
  few('api-tokens', (db, member) =>
    db
      .selectFrom('api_tokens')
      .select(['id', 'name', 'created_at', 'expires_at', 'used_at'])
      .where('member_id', '=', member)
      .execute(),
  ),
  few('bank-clients', (db, member) =>
    db
      .selectFrom('bank_clients')
      .select(['id', 'bank', 'client_id', 'created_at'])
      .where('member_id', '=', member)
      .execute(),
  ),
  {
    name: 'access-log',
    rows: (db, member) =>
      pages((after) => {
        const rows = db
          .selectFrom('access_log')
          .select(['id', 'at', 'actor_name', 'actor_kind', 'event', 'subject'])
          .where('about_id', '=', member)
          .orderBy('id')
          .limit(PAGE)
        return (after === undefined ? rows : rows.where('id', '>', after)).execute()
      }),
  },
]

function ownAccounts(db: Database, member: MemberId) {
  return db
    .selectFrom('accounts')
    .innerJoin('connections', 'connections.id', 'accounts.connection_id')
    .where('connections.member_id', '=', member)
}

/** A table of which nobody has many rows. */
function few(
  name: string,
  select: (db: Database, member: MemberId) => Promise<readonly object[]>,
): OwnTable {
  return {
    name,
    async *rows(db, member) {
      yield* await select(db, member)
    },
  }
}

async function* pages<Id extends string, Row extends { readonly id: Id }>(
  select: (after: Id | undefined) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  let after: Id | undefined
  do {
    const rows = await select(after)
    yield* rows
    after = rows.length < PAGE ? undefined : rows.at(-1)?.id
  } while (after !== undefined)
}
