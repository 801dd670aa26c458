import type { Database } from '@skrin/bff/store/database'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestMember,
} from '@skrin/bff/store/testRows'
import { toSearchedText } from '@skrin/bff/find/toSearchedText'
import type {
  AccountId,
  CategoryId,
  ConnectionId,
  Currency,
  LocalDate,
  MemberId,
  TransactionId,
} from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { moneyFromMinor } from '@skrin/shared/money'
import { shops } from './shops.ts'

/** Rows in one insert, and in one transaction. */
const BATCH = 500
const PER_COMMIT = 20_000
export const LAST_DAY = '2026-03-25' as LocalDate
const YEARS = 10
const KR = 'NOK' as Currency

const banks = ['sbanken', 'seb', 'sparebank1', 'aritma'] as const
const jonas = 'jonas' as MemberId

/** Eight accounts in four banks, half of them somebody else's and shared, and ten years behind them; the same rows for the same count. */
export async function seedHistory(
  db: Database,
  { member, count }: { readonly member: MemberId; readonly count: number },
): Promise<void> {
  const accounts = await seedAccounts(db, member)
  const random = createRandom(count)
  let rows: ReturnType<typeof toRow>[] = []
  const save = async () => {
    const batch = rows
    rows = []
    await db.transaction().execute(async (transaction) => {
      for (let start = 0; start < batch.length; start += BATCH)
        await transaction
          .insertInto('transactions')
          .values(batch.slice(start, start + BATCH))
          .execute()
    })
  }
  for (let index = 0; index < count; index++) {
    rows.push(toRow({ index, count, accounts, random }))
    if (rows.length === PER_COMMIT) await save()
  }
  await save()
}

async function seedAccounts(db: Database, own: MemberId): Promise<AccountId[]> {
  const accounts: AccountId[] = []
  await insertTestMember(db, jonas)
  for (const [index, bank] of banks.entries()) {
    const member = index % 2 === 0 ? own : jonas
    const connection = `connection-${bank}` as ConnectionId
    await insertTestConnection(db, { id: connection, member, bank })
    for (const part of ['current', 'savings']) {
      const id = `account-${bank}-${part}` as AccountId
      await insertTestAccount(db, { id, connection, bank })
      await db
        .updateTable('accounts')
        .set({
          balance_minor: 1_000_000,
          covered_from: addDays(LAST_DAY, -366 * YEARS),
          transactions_at: Date.parse(`${LAST_DAY}T12:00:00Z`),
          as_of: Date.parse(`${LAST_DAY}T12:00:00Z`),
        })
        .where('id', '=', id)
        .execute()
      await db
        .insertInto('shares')
        .values({ account_id: id, audience: 'household', level: 'transactions' })
        .execute()
      accounts.push(id)
    }
  }
  return accounts
}

interface Place {
  readonly index: number
  readonly count: number
  readonly accounts: readonly AccountId[]
  random(): number
}

/** Common shops are common: each is half as likely again as the one after it, down to those seen a few times in all. */
function toRow({ index, count, accounts, random }: Place) {
  const day = addDays(LAST_DAY, -Math.floor((index / count) * 365 * YEARS))
  const shop = shops[Math.floor(shops.length * random() ** 3)] ?? shops[0]
  const minor = Math.round(Math.exp(random() * 7) * 1000) * (random() < 0.08 ? 1 : -1)
  const place = `${shop.name} ${Math.floor(random() * 900 + 100)} ${shop.place}`
  const bankText = `VISA *${Math.floor(random() * 9000 + 1000)} ${day.slice(8)}.${day.slice(5, 7)} NOK ${place.toUpperCase()}`
  const account = accounts[Math.floor(accounts.length * random() ** 2)]
  if (!account) throw new Error('no account')
  const told = {
    text: shop.name,
    bankText,
    counterparty: null,
    amount: moneyFromMinor(minor, KR),
  }
  return {
    id: `transaction-${index.toString(36).padStart(36, '0')}` as TransactionId,
    account_id: account,
    status: index < 12 ? ('pending' as const) : ('booked' as const),
    booking_date: day,
    value_date: day,
    amount_minor: minor,
    currency: KR,
    text: shop.name,
    bank_text: bankText,
    search_text: toSearchedText(told),
    counterparty_name: null,
    counterparty_account: null,
    original_minor: null,
    original_currency: null,
    original_rate: null,
    kind: 'Varekjøp',
    bank_id: String(index),
    // As long as what a bank sends of one row.
    wire: JSON.stringify({ ...told, more: 'x'.repeat(500) }),
    category: random() < 0.7 ? (shop.category as CategoryId) : null,
    category_by: 'guess' as const,
    unfollowed: 0,
  }
}

/** Mulberry32: the same numbers on every machine. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
