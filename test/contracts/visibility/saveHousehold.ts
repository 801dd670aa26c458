import type { Database } from '@skrin/bff/store/database'
import { insertTestConnection, insertTestMember } from '@skrin/bff/store/testRows'
import type {
  AccountId,
  ConnectionId,
  LocalDate,
  MemberId,
  TransactionId,
} from '@skrin/shared/brand'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { people } from './household.ts'
import type { Row, Told } from './household.ts'

const FIRST_DAY = parseLocalDate('2026-01-01')
/** Later than any row, so that what is closed or connected depends on nothing but the household. */
export const NOW = Date.parse('2026-01-15T12:00:00Z')

const toDay = (day: number): LocalDate => addDays(FIRST_DAY, day)
export const toPersonId = (person: string) => person as MemberId
export const toAccountId = (index: number) => `account-${index}` as AccountId

/** Writes a household as the program itself would have it; what was there before is gone. */
export async function saveHousehold(db: Database, household: readonly Told[]): Promise<void> {
  await db.deleteFrom('members').execute()
  for (const person of people) await insertTestMember(db, toPersonId(person))
  const connections = new Set<string>()
  for (const [index, told] of household.entries()) {
    const id = `${told.person}-${told.connection}` as ConnectionId
    if (!connections.has(id)) {
      await insertTestConnection(db, { id, member: toPersonId(told.person), bank: 'bank1' })
      if (told.left) await giveUp(db, id)
    }
    connections.add(id)
    await saveTold(db, { connection: id, index, told })
  }
}

async function giveUp(db: Database, id: ConnectionId): Promise<void> {
  await db.updateTable('connections').set({ status: 'disconnected' }).where('id', '=', id).execute()
}

interface Place {
  readonly connection: ConnectionId
  readonly index: number
  readonly told: Told
}

async function saveTold(db: Database, { connection, index, told }: Place): Promise<void> {
  const id = toAccountId(index)
  await db
    .insertInto('accounts')
    .values({
      id,
      connection_id: connection,
      bank: 'bank1',
      bank_key: id,
      name: `Account ${index}`,
      number: null,
      iban: null,
      identity: told.identity,
      kind: 'current',
      currency: told.currency,
      balance_minor: told.balance,
      available_minor: null,
      holder: null,
      closed: told.closed ? 1 : 0,
      position: index,
      as_of: NOW - 4 + told.asOf,
      covered_from: told.answered ? toDay(told.answered.from) : null,
      transactions_at: told.answered ? told.answered.at : null,
    })
    .execute()
  const shares = Object.entries(told.shares).flatMap(([audience, level]) =>
    level === undefined || audience === told.person ? [] : [{ account_id: id, audience, level }],
  )
  if (shares.length > 0) await db.insertInto('shares').values(shares).execute()
  const rows = told.rows.map((row, at) => toRow(row, { account: id, at, currency: told.currency }))
  if (rows.length > 0) await db.insertInto('transactions').values(rows).execute()
}

function toRow(
  { day, minor, word, pending }: Row,
  { account, at, currency }: { account: AccountId; at: number; currency: string },
) {
  return {
    id: `${account}-${at}` as TransactionId,
    account_id: account,
    status: pending ? ('pending' as const) : ('booked' as const),
    booking_date: toDay(day),
    value_date: null,
    amount_minor: minor,
    currency,
    text: word,
    bank_text: word,
    search_text: word,
    counterparty_name: null,
    counterparty_account: null,
    original_minor: null,
    original_currency: null,
    original_rate: null,
    kind: null,
    bank_id: null,
    wire: '{}',
  }
}
