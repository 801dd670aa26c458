import type { BankApi } from '../bank.ts'
import { BankError } from '../bankError.ts'
import { parseWire } from '../wire.ts'
import { calls } from './calls.ts'
import { sessionShape } from './wireShapes.ts'
import type { WireSessionAccount } from './wireShapes.ts'

export interface SessionAccount {
  /** The same over renewals, where the number is told apart by it. */
  readonly key: string
  /** In the paths of this session. */
  readonly uid: string
}

/** @throws BankError reconnect_needed when the session has ended */
export async function fetchSessionAccounts(api: BankApi): Promise<readonly SessionAccount[]> {
  if (api.consentId === null) throw new BankError('reconnect_needed')
  const answer = await api.fetchJson(calls.session, { params: { sessionId: api.consentId } })
  const { status, accounts, accounts_data: described } = parseWire(sessionShape, answer)
  if (status !== 'AUTHORIZED') throw new BankError('reconnect_needed')
  const known = (described ?? []).length > 0 ? (described ?? []) : (accounts ?? []).map(bare)
  return known.map((one) => ({ key: toKey(one, known), uid: one.uid }))
}

function bare(uid: string): WireSessionAccount {
  return { uid, identification_hash: null }
}

/** Accounts of one number in several currencies share its hash; their uid tells them apart. */
function toKey(
  { uid, identification_hash: hash }: WireSessionAccount,
  all: readonly WireSessionAccount[],
): string {
  const isOne = all.filter((one) => one.identification_hash === hash).length === 1
  return hash !== null && isOne ? hash : uid
}
