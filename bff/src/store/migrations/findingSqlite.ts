import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** One booking day in a rank; the rest of the digits numbers the rows of the day. */
const perDay = '10000000000'
const ofRow = (row: string) =>
  `(case ${row}.status when 'pending' then 1000000000000000 else 0 end
    + cast(julianday(${row}.booking_date) - 2440587.5 as integer) * ${perDay})`
const words = (row: string) => `' ' || ${row}.search_text || ' ' || ${row}.note_words || ' '`
const shown = 'account_id, status, booking_date, amount_minor, currency, state, category'
const shownOf = (row: string) =>
  shown
    .split(', ')
    .map((column) => `${row}.${column}`)
    .join(', ')

const insertFind = (row: string) => `
  insert into finds (rank, transaction_id, ${shown}, words)
  values (
    coalesce(
      (select max(rank) from finds where rank > ${ofRow(row)} and rank < ${ofRow(row)} + ${perDay}),
      ${ofRow(row)}
    ) + 1,
    ${row}.id, ${shownOf(row)}, ${words(row)}
  );`

const isMoved = [
  ...['status', 'booking_date', 'account_id', 'amount_minor', 'currency', 'state'],
].map((column) => `old.${column} is not new.${column}`)

/**
 * What is searched, narrow and in the order of every list: `rank` is the row id, so that FTS5 gives its hits in that
 * order and stops when there are enough. Kept by triggers, for whoever writes a transaction.
 */
export async function createSqliteFinds(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create table finds (
      rank integer primary key,
      transaction_id text not null,
      account_id text not null,
      status text not null,
      booking_date text not null,
      amount_minor integer not null,
      currency text not null,
      state text not null,
      category text,
      words text not null
    )`,
    `create unique index finds_transaction on finds (transaction_id)`,
    `create index finds_account on finds (account_id, rank desc, state, amount_minor, currency, category)`,
    `create index finds_amount on finds (abs(amount_minor))`,
    // The words were split when they were written, and what is not ASCII in them are letters and digits.
    `create virtual table found_words using fts5 (
      words, content = 'finds', content_rowid = 'rank', columnsize = 0, detail = none,
      prefix = '2 3', tokenize = "ascii tokenchars ':.'"
    )`,
    ...onFinds,
    ...onTransactions,
    `insert into finds (rank, transaction_id, ${shown}, words)
     select ${ofRow('transactions')}
         + row_number() over (partition by status, booking_date order by transactions.rowid),
       id, ${shown}, ${words('transactions')}
     from transactions`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const toSums = (row: string, sign: '' | '-') => `
  insert into day_sums
    (account_id, status, booking_date, currency, state, count, count_in, count_out, sum_in, sum_out)
  values (${row}.account_id, ${row}.status, ${row}.booking_date, ${row}.currency, ${row}.state,
    ${sign}1, ${sign}(${row}.amount_minor > 0), ${sign}(${row}.amount_minor < 0),
    ${sign}max(${row}.amount_minor, 0), ${sign}min(${row}.amount_minor, 0))
  on conflict do update set
    count = count + excluded.count,
    count_in = count_in + excluded.count_in,
    count_out = count_out + excluded.count_out,
    sum_in = sum_in + excluded.sum_in,
    sum_out = sum_out + excluded.sum_out;`

const onFinds = [
  `create trigger finds_inserted after insert on finds begin
    insert into found_words (rowid, words) values (new.rank, new.words);
    ${toSums('new', '')}
  end`,
  `create trigger finds_deleted after delete on finds begin
    insert into found_words (found_words, rowid, words) values ('delete', old.rank, old.words);
    ${toSums('old', '-')}
    delete from day_sums where account_id = old.account_id and status = old.status
      and booking_date = old.booking_date and currency = old.currency and state = old.state
      and count = 0;
  end`,
  `create trigger finds_worded after update of words on finds when old.words <> new.words begin
    insert into found_words (found_words, rowid, words) values ('delete', old.rank, old.words);
    insert into found_words (rowid, words) values (new.rank, new.words);
  end`,
]

const onTransactions = [
  `create trigger transactions_found after insert on transactions begin ${insertFind('new')} end`,
  `create trigger transactions_unfound after delete on transactions begin
    delete from finds where transaction_id = old.id;
  end`,
  `create trigger transactions_moved after update of
    status, booking_date, account_id, amount_minor, currency, state on transactions
  when ${isMoved.join(' or ')} begin
    delete from finds where transaction_id = old.id;
    ${insertFind('new')}
  end`,
  `create trigger transactions_worded after update of search_text, note_words, category on transactions
  when old.search_text <> new.search_text or old.note_words <> new.note_words
    or old.category is not new.category begin
    update finds set category = new.category, words = ${words('new')}
    where transaction_id = new.id;
  end`,
]
