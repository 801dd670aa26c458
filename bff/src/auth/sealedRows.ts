import { BANK_CLIENT_PURPOSE, bankClientOwner } from '../connections/bankClients.ts'
import type { Database } from '../store/database.ts'
import { TOTP_PURPOSE } from '../signIn/totp.ts'
import { createSealer } from './sealing.ts'
import { VAULT_PURPOSE, grantOwner } from './vault.ts'

/** One text in the database that the master key seals. */
export interface SealedRow {
  readonly purpose: string
  readonly owner: string
  readonly sealed: string
  save(sealed: string): Promise<void>
}

/** Everything sealed that outlives a visit; attempts and challenges are of ten minutes and not among it. */
export async function listSealedRows(db: Database): Promise<SealedRow[]> {
  return [...(await listGrants(db)), ...(await listBankClients(db)), ...(await listTotp(db))]
}

async function listGrants(db: Database): Promise<SealedRow[]> {
  const rows = await db
    .selectFrom('vault')
    .select(['connection_id', 'member_id', 'sealed'])
    .execute()
  return rows.map(({ connection_id: id, member_id: member, sealed }) => ({
    purpose: VAULT_PURPOSE,
    owner: grantOwner(member, id),
    sealed,
    async save(next) {
      await db.updateTable('vault').set({ sealed: next }).where('connection_id', '=', id).execute()
    },
  }))
}

async function listBankClients(db: Database): Promise<SealedRow[]> {
  const rows = await db.selectFrom('bank_clients').selectAll().execute()
  return rows.map((row) => ({
    purpose: BANK_CLIENT_PURPOSE,
    owner: bankClientOwner(row),
    sealed: row.sealed,
    async save(sealed) {
      await db.updateTable('bank_clients').set({ sealed }).where('id', '=', row.id).execute()
    },
  }))
}

async function listTotp(db: Database): Promise<SealedRow[]> {
  const rows = await db.selectFrom('totp').select(['member_id', 'sealed']).execute()
  return rows.map(({ member_id: member, sealed }) => ({
    purpose: TOTP_PURPOSE,
    owner: member,
    sealed,
    async save(next) {
      await db.updateTable('totp').set({ sealed: next }).where('member_id', '=', member).execute()
    },
  }))
}

/** How many of the sealed rows a key opens. */
export async function countOpening(
  db: Database,
  masterKey: Buffer,
): Promise<{ rows: number; open: number }> {
  const rows = await listSealedRows(db)
  const open = rows.filter(
    ({ purpose, owner, sealed }) => createSealer(masterKey, purpose).open(sealed, owner) !== null,
  )
  return { rows: rows.length, open: open.length }
}
