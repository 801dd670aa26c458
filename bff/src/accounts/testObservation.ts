import type { AccountId, ConnectionId, MemberId } from '@skrin/shared/brand'
import type { Observation } from './listObservations.ts'

/** What Ingrid sees of an account of her own, for tests; `changes` say what a test is about. */
export function toObservation(id: string, changes: Partial<Observation> = {}): Observation {
  return {
    id: id as AccountId,
    connection_id: `connection of ${id}` as ConnectionId,
    member_id: 'ingrid' as MemberId,
    member_name: 'Ingrid',
    status: 'working',
    connected_since: 0,
    level: 'own',
    bank: 'bank1',
    bank_label: null,
    bank_key: id,
    name: `Name in ${id}`,
    number: `number in ${id}`,
    iban: `iban in ${id}`,
    identity: 'the account',
    kind: 'current',
    currency: 'NOK',
    balance_minor: 100_00,
    available_minor: 90_00,
    holder: `holder in ${id}`,
    closed: 0,
    transfer_from: null,
    transfer_to: null,
    transfer_key: null,
    position: 0,
    as_of: 0,
    covered_from: null,
    transactions_at: null,
    history_from: null,
    history_whole: 0,
    ...changes,
  }
}

/** The same of Jonas's, who shares it. */
export function toShared(id: string, changes: Partial<Observation> = {}): Observation {
  const jonas = { member_id: 'jonas' as MemberId, member_name: 'Jonas' }
  return toObservation(id, { ...jonas, level: 'transactions', ...changes })
}
