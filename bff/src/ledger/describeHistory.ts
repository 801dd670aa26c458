import type { LedgerHistory, LedgerObservation } from '@skrin/shared/api/ledger'
import { toInstant } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { ImportId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'
import { toReason } from './observation.ts'
import type { ObservationRow } from './observation.ts'
import type { SeenRow } from './ownRow.ts'
import { toFace } from './showing.ts'

/** What was told of a transaction, when and by whom. The name of a file is whose account it went to, also of a joint one. */
export async function describeHistory(
  db: Database,
  { id, account }: Pick<SeenRow, 'id' | 'account'>,
): Promise<LedgerHistory> {
  const { state } = await db
    .selectFrom('transactions')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('observations')
    .selectAll()
    .where('transaction_id', '=', id)
    .orderBy('first_seen')
    .orderBy('status', 'desc')
    .orderBy('id')
    .execute()
  const own = account.level === 'own'
  const isTheirs = ({ account_id: brought }: ObservationRow) =>
    account.observations.some((one) => one.id === brought && one.level === 'own')
  const files = await readFileNames(db, rows.filter(isTheirs))
  const face = toFace(rows)
  const observations = rows.map((row) => toObservation(row, { files, face }))
  return { transaction: id, account: account.id, state, own, observations }
}

interface Around {
  readonly files: ReadonlyMap<ImportId, string>
  readonly face: ObservationRow | undefined
}

function toObservation(row: ObservationRow, { files, face }: Around): LedgerObservation {
  const isBank = row.source === 'bank'
  return {
    id: row.id,
    source: isBank ? 'bank' : 'file',
    fileName: row.source === 'bank' ? null : (files.get(row.source) ?? null),
    status: row.status,
    bookingDate: row.booking_date,
    valueDate: row.value_date,
    amount: moneyFromMinor(row.amount_minor, parseCurrency(row.currency)),
    text: row.text,
    bankText: row.bank_text,
    firstSeen: toInstant(row.first_seen),
    lastSeen: toInstant(row.last_seen),
    goneAt: row.gone_at === null ? null : toInstant(row.gone_at),
    reason: toReason(row.reason),
    shown: row.id === face?.id,
  }
}

async function readFileNames(
  db: Database,
  rows: readonly ObservationRow[],
): Promise<Map<ImportId, string>> {
  const ids = rows.flatMap(({ source }) => (source === 'bank' ? [] : [source]))
  if (ids.length === 0) return new Map()
  const imports = await db
    .selectFrom('imports')
    .select(['id', 'file_name'])
    .where('id', 'in', ids)
    .execute()
  return new Map(imports.map(({ id, file_name: name }) => [id, name]))
}
