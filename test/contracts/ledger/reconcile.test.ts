import { reconcile } from '@skrin/bff/ledger/reconcile'
import { toAnswer } from '@skrin/bff/ledger/toAnswer'
import type { AccountId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fetches, namings, purchases, toLines, visit } from './bankHistory.ts'
import type { Visit } from './bankHistory.ts'
import { applyChanges, createMemoryLedger, linesOf, toKnown, toRowLine } from './memoryLedger.ts'
import type { MemoryLedger } from './memoryLedger.ts'

const account = 'account-1' as AccountId
const RUNS = 1000
const EDGE_DAYS = 14

function createSaver(ledger: MemoryLedger) {
  let wholeAt: number | null = null
  return ({ at, fetched }: Visit) => {
    const answer = toAnswer({ id: account, askedAt: at, wholeAt }, fetched)
    const changes = reconcile(toKnown(ledger), answer)
    applyChanges(ledger, changes, at)
    if (fetched.complete) wholeAt = Math.max(wholeAt ?? 0, at)
    return { changes, isLate: answer.isLate }
  }
}

function check(run: (visits: readonly Visit[]) => void, numRuns = RUNS): void {
  fc.assert(
    fc.property(purchases, fetches, namings, (purchased, fetched, naming) => {
      run(visit(purchased, fetched, naming))
    }),
    { numRuns },
  )
}

it('ends with the truth, whatever was fetched, in whatever order and pieces', () => {
  check((visits) => {
    const ledger = createMemoryLedger()
    const save = createSaver(ledger)
    for (const one of visits) save(one)

    const last = visits.at(-1)
    expect(linesOf(ledger)).toEqual(last && toLines(last.fetched))
  }, 3000)
})

it('shows after each whole answer what it told of the days that it surely covers', () => {
  check((visits) => {
    const ledger = createMemoryLedger()
    const save = createSaver(ledger)
    for (const one of visits) {
      const { isLate } = save(one)
      if (isLate || !one.fetched.complete) continue
      const from = addDays(one.fetched.coveredFrom, EDGE_DAYS)
      const { booked, pending } = one.fetched
      const sure = booked.filter(({ bookingDate }) => bookingDate >= from)

      expect(linesOf(ledger, 'shown', from)).toEqual(
        toLines({ ...one.fetched, booked: sure, pending }),
      )
    }
  })
})

it('takes nothing away for a partial or late answer', () => {
  check((visits) => {
    const ledger = createMemoryLedger()
    const save = createSaver(ledger)
    for (const one of visits) {
      const before = linesOf(ledger)
      const { isLate } = save(one)
      if (one.fetched.complete && !isLate) continue
      const after = linesOf(ledger)

      for (const line of before) expect(takeOne(after, line)).toBe(true)
    }
  })
})

it('keeps a booked row that the bank still has, however little of it an answer tells', () => {
  check((visits) => {
    const ledger = createMemoryLedger()
    const save = createSaver(ledger)
    for (const one of visits) {
      const had = toLines({ ...one.truth, pending: [] })
      const before = linesOf(ledger).filter((line) => takeOne(had, line))
      save(one)
      const after = linesOf(ledger)

      for (const line of before) expect(takeOne(after, line)).toBe(true)
    }
  })
})

it('takes no reservation of an answer that came late for one of today', () => {
  check((visits) => {
    const ledger = createMemoryLedger()
    const save = createSaver(ledger)
    const pending = () => linesOf(ledger).filter((line) => line.startsWith('pending'))
    for (const one of visits) {
      const before = pending()
      const { isLate } = save(one)

      if (isLate) expect(pending()).toEqual(before)
    }
  })
})

it('keeps everything that was ever told as an observation', () => {
  check((visits) => {
    const ledger = createMemoryLedger()
    const save = createSaver(ledger)
    for (const one of visits) {
      const before = [...ledger.observations.keys()]
      save(one)
      const kept = [...ledger.observations.values()].map(toRowLine)

      for (const line of toLines(one.fetched)) expect(takeOne(kept, line)).toBe(true)
      for (const id of before) expect(ledger.observations.has(id)).toBe(true)
    }
  })
})

it('changes nothing when an answer comes again', () => {
  check((visits) => {
    const ledger = createMemoryLedger()
    const save = createSaver(ledger)
    for (const one of visits) {
      save(one)
      const { changes } = save(one)

      expect({ ...changes, repeated: [] }).toEqual(nothing)
    }
  })
})

const nothing = {
  added: [],
  altered: [],
  repeated: [],
  founded: [],
  changed: [],
  retold: [],
  folded: [],
  doubts: [],
}

function takeOne(lines: string[], line: string): boolean {
  const at = lines.indexOf(line)
  if (at >= 0) lines.splice(at, 1)
  return at >= 0
}
