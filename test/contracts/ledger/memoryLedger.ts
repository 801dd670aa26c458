import type { Changes, Known, Mark, ObservationRow, Shown } from '@skrin/bff/ledger/observation'
import type { ObservationId, TransactionId } from '@skrin/shared/brand'

/** What a database keeps of an account's ledger, in memory: for thousands of histories in a second. */
export interface MemoryLedger {
  readonly observations: Map<ObservationId, ObservationRow>
  readonly transactions: Map<TransactionId, Shown>
  readonly asked: Changes['doubts'][number][]
}

export function createMemoryLedger(): MemoryLedger {
  return { observations: new Map(), transactions: new Map(), asked: [] }
}

export function toKnown({ observations, transactions }: MemoryLedger): Known {
  const marks = new Map<TransactionId, Mark>()
  for (const { id, state } of transactions.values()) marks.set(id, { id, state, hand: '' })
  return { observations: [...observations.values()], marks, apart: new Set() }
}

/** @throws RangeError where a database would refuse: a second row of one id, or a change of what is not there */
export function applyChanges(ledger: MemoryLedger, changes: Changes, at: number): void {
  const { observations, transactions } = ledger
  for (const one of changes.founded) {
    if (transactions.has(one.id)) throw new RangeError('a transaction is founded twice')
    transactions.set(one.id, one)
  }
  for (const row of changes.added) {
    if (observations.has(row.id)) throw new RangeError('an observation comes twice')
    observations.set(row.id, row)
  }
  for (const row of changes.altered) {
    if (!observations.has(row.id)) throw new RangeError('an observation is not there')
    observations.set(row.id, row)
  }
  for (const id of changes.repeated) {
    const row = observations.get(id)
    if (!row) throw new RangeError('an observation is not there')
    observations.set(id, { ...row, last_seen: Math.max(at, row.last_seen) })
  }
  for (const one of [...changes.changed, ...changes.retold]) {
    if (!transactions.has(one.id)) throw new RangeError('a transaction is not there')
    transactions.set(one.id, one)
  }
  for (const { from } of changes.folded) transactions.delete(from)
  ledger.asked.push(...changes.doubts)
  for (const { transaction_id: id } of observations.values())
    if (!transactions.has(id)) throw new RangeError('an observation has no transaction')
}

/** What it shows, of booked rows from a day on, to compare with `toLines`. */
export function linesOf(ledger: MemoryLedger, state = 'shown', from = ''): string[] {
  return [...ledger.transactions.values()]
    .filter((one) => one.state === state)
    .filter(({ face }) => face.status === 'pending' || face.booking_date >= from)
    .map(({ face }) => toRowLine(face))
    .sort()
}

export function toRowLine({
  status,
  booking_date,
  amount_minor,
  text,
}: Pick<ObservationRow, 'status' | 'booking_date' | 'amount_minor' | 'text'>): string {
  return [status, booking_date, amount_minor, text].join(' | ')
}
