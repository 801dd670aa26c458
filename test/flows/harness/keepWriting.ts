import { setImmediate as turn } from 'node:timers/promises'
import { createSealer } from '@skrin/bff/auth/sealing'
import { VAULT_PURPOSE, createVault } from '@skrin/bff/auth/vault'
import type { Grant } from '@skrin/bff/auth/vault'
import { systemClock } from '@skrin/bff/clock'
import { randomId } from '@skrin/bff/ids'
import { openSqliteDatabase } from '@skrin/bff/store/database'
import { createSessionStore } from '@skrin/bff/store/sessionStore'
import { connectionId, memberId, sessionPublicId } from '@skrin/shared/api/primitives'
import { sql } from 'kysely'
import * as v from 'valibot'

/**
 * The store of the program without the rest of it, in a process that starts fast and is there to be killed: sessions begin
 * and tokens rotate until then, each told to the parent once it is kept.
 */
export interface Told {
  /** What `PRAGMA integrity_check` says of what the process before left. */
  readonly integrity?: string
  readonly session?: string
  /** Of which connection, and how often so far. */
  readonly rotated?: { readonly connection: string; readonly count: number }
}

const [, , dataDir = '', ...connections] = process.argv
const db = await openSqliteDatabase(dataDir)
const sessions = createSessionStore({ db, clock: systemClock })
const vault = createVault(db, createSealer(Buffer.alloc(32, 'the key'), VAULT_PURPOSE))
const member = v.parse(memberId, 'ingrid')
const tell = (told: Told) => process.send?.(told)

const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
tell({ integrity: rows.map((row) => row.integrity_check).join() })
await Promise.all(connections.map((id) => write(id)))

async function write(id: string): Promise<never> {
  const connection = v.parse(connectionId, id)
  for (;;) {
    const row = await vault.read(connection)
    const count = Number(row?.grant?.refreshToken ?? 0) + 1
    if (row && (await vault.replace(connection, toGrant(count), row)))
      tell({ rotated: { connection, count } })
    tell({ session: await beginSession() })
    // SQLite answers at once: without a turn nothing else of the process would come to it.
    await turn()
  }
}

function toGrant(count: number): Grant {
  const token = String(count)
  return { accessToken: token, usableUntil: 0, refreshToken: token, consentId: null }
}

async function beginSession(): Promise<string> {
  const id = randomId()
  const now = systemClock.now()
  await sessions.put(id, {
    publicId: v.parse(sessionPublicId, randomId()),
    member,
    method: 'password',
    device: '',
    network: '',
    createdAt: now,
    seenAt: now,
    freshAt: now,
  })
  return id
}
