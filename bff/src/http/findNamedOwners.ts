import type { Request } from 'express'
import { accountId, connectionId, transferOrderId } from '@skrin/shared/api/primitives'
import { assertNever } from '@skrin/shared/assertNever'
import type { MemberId } from '@skrin/shared/brand'
import * as v from 'valibot'
import type { Database } from '../store/database.ts'

/** What the calls of a route name, in their path or, for accounts, in their body; `own`: nothing that could be another's. */
export type NamedThing = 'connection' | 'transferOrder' | 'accounts' | 'own'

/** Whose it is that a call names, whoever asks; nobody's where it is not there, or was not read yet. */
export async function findNamedOwners(
  db: Database,
  req: Request,
  { path, names }: { path: string; names: NamedThing },
): Promise<MemberId[]> {
  const id = (req.baseUrl + req.path).split('/')[path.split('/').indexOf('{id}')]
  switch (names) {
    case 'own':
      return []
    case 'connection':
      return findConnectionOwner(db, id)
    case 'transferOrder':
      return findOrderOwner(db, id)
    case 'accounts':
      return findAccountOwners(db, req.body)
    default:
      return assertNever(names)
  }
}

async function findConnectionOwner(db: Database, named: unknown): Promise<MemberId[]> {
  if (!v.is(connectionId, named)) return []
  const rows = db.selectFrom('connections').select('member_id').where('id', '=', named)
  return (await rows.execute()).map((row) => row.member_id)
}

async function findOrderOwner(db: Database, named: unknown): Promise<MemberId[]> {
  if (!v.is(transferOrderId, named)) return []
  const rows = db.selectFrom('transfer_orders').select('member_id').where('id', '=', named)
  return (await rows.execute()).map((row) => row.member_id)
}

const ends = v.object({ from: accountId, to: accountId })

async function findAccountOwners(db: Database, body: unknown): Promise<MemberId[]> {
  if (!v.is(ends, body)) return []
  const rows = db
    .selectFrom('accounts')
    .innerJoin('connections', 'connections.id', 'accounts.connection_id')
    .select('connections.member_id')
    .distinct()
    .where('accounts.id', 'in', [body.from, body.to])
  return (await rows.execute()).map((row) => row.member_id)
}
