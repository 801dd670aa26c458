import { toShownName } from '../accounts/shownName.ts'
import type { Clock } from '../clock.ts'
import { toConnectionWords } from '../connections/connectionWords.ts'
import { noteAccess, program } from '../household/accessLog.ts'
import type { AccessNote, Actor } from '../household/accessLog.ts'
import type { Database } from '../store/database.ts'
import type { OrderRow } from './orderRows.ts'
import type { TransferDeps } from './transferDeps.ts'

type Deps = Pick<TransferDeps, 'access'> & { readonly db: Database; readonly clock: Clock }

export interface OrderNote {
  readonly order: OrderRow
  readonly event: AccessNote['event']
  /** Absent: Skrin by itself, as when a bank's answer came. */
  readonly by?: Actor
}

/** What became of an order, for the person whose it is; as part of a transaction where `db` is one. */
export async function noteOrder(
  deps: Deps,
  { order, event, by = program }: OrderNote,
): Promise<void> {
  await noteAccess(deps, {
    actor: by,
    about: order.member_id,
    event,
    subject: await toOrderWords(deps, order),
  })
}

/** The bank and the names of the two accounts, in which a number is cut: the log holds none. */
export async function toOrderWords(
  { db, access }: Pick<Deps, 'db' | 'access'>,
  order: OrderRow,
): Promise<Record<string, string>> {
  const connection =
    order.connection_id === null
      ? undefined
      : await db
          .selectFrom('connections')
          .select('label')
          .where('id', '=', order.connection_id)
          .executeTakeFirst()
  const words = { bank: order.bank, label: connection?.label ?? null }
  return {
    ...toConnectionWords(access.getLine(order.bank)?.bank, words),
    ...(await findName(db, 'from', order.from_account)),
    ...(await findName(db, 'to', order.to_account)),
  }
}

async function findName(
  db: Database,
  end: 'from' | 'to',
  id: OrderRow['from_account'],
): Promise<Record<string, string>> {
  if (id === null) return {}
  const row = await db.selectFrom('accounts').select('name').where('id', '=', id).executeTakeFirst()
  return row ? { [end]: toShownName({ name: row.name, level: 'balance' }) } : {}
}
