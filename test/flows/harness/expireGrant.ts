import { createSealer } from '@skrin/bff/auth/sealing'
import { VAULT_PURPOSE, createVault } from '@skrin/bff/auth/vault'
import type { Database } from '@skrin/bff/store/database'
import type { ConnectionId } from '@skrin/shared/brand'

/** As if the access token had grown old meanwhile: whoever uses the connection next has it refreshed. */
export async function expireGrant(
  { db, masterKey }: { readonly db: Database; readonly masterKey: Buffer },
  connection: ConnectionId,
): Promise<void> {
  const vault = createVault(db, createSealer(masterKey, VAULT_PURPOSE))
  const row = await vault.read(connection)
  if (!row?.grant) throw new Error(`no grant of ${connection}`)
  const isReplaced = await vault.replace(connection, { ...row.grant, usableUntil: 0 }, row)
  if (!isReplaced) throw new Error(`the grant of ${connection} is in use`)
}
