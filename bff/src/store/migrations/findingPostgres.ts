import { sql } from 'kysely'
import type { Kysely } from 'kysely'

const shown = 'account_id, status, booking_date, amount_minor, currency, state, category'
const shownOf = (row: string) =>
  shown
    .split(', ')
    .map((column) => `${row}.${column}`)
    .join(', ')
const words = (row: string) => `' ' || ${row}.search_text || ' ' || ${row}.note_words || ' '`
const rankOf = (row: string) =>
  `case ${row}.status when 'pending' then 1000000000000000 else 0 end
    + (${row}.booking_date::date - date '1970-01-01')::bigint * 10000000000
    + nextval('finds_order') % 10000000000`

/** The same as on SQLite. The words become terms as they are: no dictionary of one language changes them. */
export async function createPostgresFinds(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create sequence finds_order`,
    `create table finds (
      rank bigint primary key,
      transaction_id text collate "C" not null,
      account_id text collate "C" not null,
      status text collate "C" not null,
      booking_date text collate "C" not null,
      amount_minor bigint not null,
      currency text collate "C" not null,
      state text collate "C" not null,
      category text collate "C",
      words text collate "C" not null
    )`,
    ...functions,
    `insert into finds (rank, transaction_id, ${shown}, words)
     select ${rankOf('transactions')}, id, ${shown}, ${words('transactions')} from transactions`,
    `create unique index finds_transaction on finds (transaction_id)`,
    `create index finds_account on finds (account_id, rank desc, state, amount_minor, currency, category)`,
    `create index finds_amount on finds (abs(amount_minor))`,
    // Without a list of pending entries, which every search would read through until somebody cleans up.
    `create index finds_words on finds using gin (find_terms(words)) with (fastupdate = off)`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const toSums = (row: string, sign: '' | '-') => `
  insert into day_sums as sums
    (account_id, status, booking_date, currency, state, count, count_in, count_out, sum_in, sum_out)
  values (${row}.account_id, ${row}.status, ${row}.booking_date, ${row}.currency, ${row}.state,
    ${sign}1, ${sign}(${row}.amount_minor > 0)::int, ${sign}(${row}.amount_minor < 0)::int,
    ${sign}greatest(${row}.amount_minor, 0), ${sign}least(${row}.amount_minor, 0))
  on conflict (account_id, booking_date, status, currency, state) do update set
    count = sums.count + excluded.count,
    count_in = sums.count_in + excluded.count_in,
    count_out = sums.count_out + excluded.count_out,
    sum_in = sums.sum_in + excluded.sum_in,
    sum_out = sums.sum_out + excluded.sum_out;`

const insertFind = `
  insert into finds (rank, transaction_id, ${shown}, words)
  values (${rankOf('new')}, new.id, ${shownOf('new')}, ${words('new')});`

const trigger = (name: string, when: string, body: string) => [
  `create function ${name}() returns trigger language plpgsql as $$ begin ${body} return null; end $$`,
  `create trigger ${name} after ${when} execute function ${name}()`,
]

const functions = [
  `create function find_terms(words text) returns tsvector language sql immutable parallel safe
   return array_to_tsvector(string_to_array(btrim(words, ' '), ' '))`,
  ...trigger('finds_inserted', 'insert on finds for each row', toSums('new', '')),
  ...trigger(
    'finds_deleted',
    'delete on finds for each row',
    `${toSums('old', '-')}
    delete from day_sums where account_id = old.account_id and status = old.status
      and booking_date = old.booking_date and currency = old.currency and state = old.state
      and count = 0;`,
  ),
  ...trigger('transactions_found', 'insert on transactions for each row', insertFind),
  ...trigger(
    'transactions_unfound',
    'delete on transactions for each row',
    'delete from finds where transaction_id = old.id;',
  ),
  ...trigger(
    'transactions_moved',
    `update of status, booking_date, account_id, amount_minor, currency, state on transactions
     for each row when (
       (old.status, old.booking_date, old.account_id, old.amount_minor, old.currency, old.state)
       is distinct from
       (new.status, new.booking_date, new.account_id, new.amount_minor, new.currency, new.state)
     )`,
    `delete from finds where transaction_id = old.id; ${insertFind}`,
  ),
  ...trigger(
    'transactions_worded',
    `update of search_text, note_words, category on transactions
     for each row when ((old.search_text, old.note_words, old.category)
       is distinct from (new.search_text, new.note_words, new.category))`,
    `update finds set category = new.category, words = ${words('new')}
     where transaction_id = new.id;`,
  ),
]
