import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountId, ConnectionId, MemberId, TransferOrderId } from '@skrin/shared/brand'
import type { TransferOrderState } from '@skrin/shared/api/transferOrders'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSqliteDatabase } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestMember,
  insertTestTransferOrder,
} from '../store/testRows.ts'
import { copyDatabase } from './copyDatabase.ts'
import { COPY_FILE } from './manifest.ts'
import { stageBackup } from './stageBackup.ts'

const member = 'ingrid' as MemberId
const connection = 'c1' as ConnectionId
const account = 'a1' as AccountId

let home: string
let place: TestDatabase

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'skrin-stage-'))
  place = await openTestDatabase('sqlite')
  const { db } = place
  await insertTestMember(db, member)
  await insertTestConnection(db, { id: connection, member, bank: 'aritma' })
  await insertTestAccount(db, { id: account, connection, bank: 'aritma' })
})
afterEach(async () => {
  await place.close()
  rmSync(home, { recursive: true })
})

async function insertOrder(db: Database, state: TransferOrderState): Promise<void> {
  const isSent = state !== 'reviewed'
  await insertTestTransferOrder(
    db,
    {
      id: `order that is ${state}` as TransferOrderId,
      member_id: member,
      connection_id: connection,
      bank: 'aritma',
      from_account: account,
      to_account: account,
    },
    { state, sent_at: isSent ? 1 : null, sending_until: isSent ? 2 : null },
  )
}

it('M5: lets nothing be sent again that was under way when the copy was made, and holds nothing for not sent', async () => {
  for (const state of ['reviewed', 'sending', 'unknown', 'done'] as const)
    await insertOrder(place.db, state)
  const backup = join(home, 'backup')
  mkdirSync(backup)
  await copyDatabase(place.db, place.dataDir, join(backup, COPY_FILE))

  const db = await openSqliteDatabase(await stageBackup(backup, join(home, 'data')))

  const rows = await db.selectFrom('transfer_orders').select(['id', 'state']).execute()
  await db.destroy()
  // The answer came after the copy: a bank that waits for an approval may have been given it.
  expect(Object.fromEntries(rows.map(({ id, state }) => [id, state]))).toEqual({
    'order that is sending': 'unknown',
    'order that is unknown': 'unknown',
    'order that is done': 'done',
  })
})
