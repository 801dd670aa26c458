import type { Engine } from '@skrin/bff/store/engine'
import { insertTestAccount, insertTestConnection } from '@skrin/bff/store/testRows'
import { saveTransactions } from '@skrin/bff/accounts/saveTransactions'
import type { AccountId, ConnectionId } from '@skrin/shared/brand'
import { parseLocalDate } from '@skrin/shared/dates'
import { moneyFromDecimal, parseCurrency } from '@skrin/shared/money'
import type { Browser } from '../harness/browser.ts'
import { startSkrin } from '../harness/startSkrin.ts'
import type { Skrin } from '../harness/startSkrin.ts'

export const ACCOUNT = 'account-kari' as AccountId

/** A household with one account, of which the bank told some rows; two of them are alike. */
export interface FileWorld extends AsyncDisposable {
  readonly skrin: Skrin
  readonly kari: Browser
  readonly ola: Browser
}

export interface ToldRow {
  readonly day: string
  readonly amount: string
  readonly text: string
}

export const told: readonly ToldRow[] = [
  { day: '2025-03-03', amount: '-39.00', text: 'Kaffebrenneriet' },
  { day: '2025-03-03', amount: '-39.00', text: 'Kaffebrenneriet' },
  { day: '2025-03-04', amount: '-1249.50', text: 'Rema 1000 Sjølyst' },
  { day: '2025-03-05', amount: '31000.00', text: '=HYPERLINK("http://evil","Lønn")' },
  { day: '2025-03-06', amount: '-12.00', text: 'Semi;kolon, "sitat" & <tegn>' },
]

export async function startFileWorld(engine: Engine): Promise<FileWorld> {
  const skrin = await startSkrin({ engine })
  const { db } = skrin.context
  const member = await skrin.addMember('Kari', { role: 'owner' })
  await skrin.addMember('Ola')
  const connection = 'connection-kari' as ConnectionId
  await insertTestConnection(db, { id: connection, member: member.id, bank: 'seb' })
  await insertTestAccount(db, { id: ACCOUNT, connection, bank: 'seb' })
  await db.updateTable('accounts').set({ number: '97101234567' }).execute()
  await tellRows(skrin, told)
  return {
    skrin,
    kari: await skrin.signIn('Kari'),
    ola: await skrin.signIn('Ola'),
    [Symbol.asyncDispose]: () => skrin.stop(),
  }
}

/** What the bank answers, whole. */
export async function tellRows({ context }: Skrin, rows: readonly ToldRow[]): Promise<void> {
  const NOK = parseCurrency('NOK')
  await saveTransactions(
    context.db,
    { id: ACCOUNT, askedAt: context.clock.now(), timeZone: 'Europe/Oslo' },
    {
      key: ACCOUNT,
      complete: true,
      coveredFrom: parseLocalDate('2025-01-01'),
      pending: [],
      booked: rows.map(({ day, amount, text }, index) => ({
        bookingDate: parseLocalDate(day),
        valueDate: null,
        amount: moneyFromDecimal(amount, NOK),
        text,
        bankText: text.toUpperCase(),
        counterparty: null,
        original: null,
        kind: null,
        bankId: `bank-${index}`,
        wire: {},
      })),
    },
  )
}
