import { judgeFile } from '@skrin/bff/ledger/judgeFile'
import type { ToldRow } from '@skrin/bff/ledger/observation'
import { reconcile } from '@skrin/bff/ledger/reconcile'
import { toAnswer } from '@skrin/bff/ledger/toAnswer'
import { toToldRow } from '@skrin/bff/ledger/toToldRow'
import type { AccountId, ImportId } from '@skrin/shared/brand'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { purchases, rowsOn, toLine, toLines, toMoment, visitAll } from './bankHistory.ts'
import type { Purchase } from './bankHistory.ts'
import { applyChanges, createMemoryLedger, linesOf, toKnown } from './memoryLedger.ts'
import type { MemoryLedger } from './memoryLedger.ts'

const account = 'account-1' as AccountId

/** A statement of some days as a person downloads it, in words of its own. */
function toStatement(purchased: readonly Purchase[], source: ImportId, today: number): ToldRow[] {
  const rows = rowsOn(purchased, { today, naming: 'none', call: 0 })
  return rows
    .filter(({ status }) => status === 'booked')
    .map(({ row }) => {
      const text = `Kort ${row.text}`
      const told = { ...row, text, bankText: text, wire: { text } }
      return toToldRow({ account, source, status: 'booked' }, told)
    })
}

function importFile(ledger: MemoryLedger, rows: readonly ToldRow[], at: number) {
  const told = rows.map((row, index) => ({ line: index + 1, row, decision: undefined }))
  const judged = judgeFile(toKnown(ledger), at, told)
  applyChanges(ledger, judged.changes, at)
  return judged
}

function sync(ledger: MemoryLedger, purchased: readonly Purchase[], today: number) {
  const visit = visitAll(purchased, 'none', today)
  const answer = toAnswer({ id: account, askedAt: visit.at, wholeAt: null }, visit.fetched)
  applyChanges(ledger, reconcile(toKnown(ledger), answer), visit.at)
  return visit
}

/** Rows that the bank words as their booking does, on the day of their booking. */
const plain = purchases.map((all) =>
  all.map((one) => ({ ...one, bookedText: 'similar' as const, enriched: null })),
)
const days = fc.integer({ min: 0, max: 60 })

const usual = { reserved: 1, silent: 0, change: 0, keepsDay: false, movesDaily: false } as const
const worded = { bookedText: 'similar', enriched: null } as const
/** What went wrong once: a file tells of what is booked while the bank still has its reservation. */
const examples: [Purchase[], { isFile: boolean; after: number }[]][] = [
  [
    [23, 22].map((day) => ({
      ...{ ...usual, ...worded, day, shop: 'REMA', minor: 50_000, copies: 1, lingers: 0 },
      isWithdrawn: day === 23,
    })),
    [12, 10, 1, 0].map((after, index) => ({ isFile: index === 2, after })),
  ],
  [
    [
      {
        ...{ ...usual, ...worded, day: 0, shop: 'KIWI', minor: -4900, copies: 2, lingers: 3 },
        isWithdrawn: false,
      },
    ],
    [0, 1, 0].map((after, index) => ({ isFile: index === 1, after })),
  ],
]

it('ends with the truth, however files and answers of the bank come after one another', () => {
  const steps = fc.array(
    fc.record({ isFile: fc.boolean(), after: fc.integer({ min: 0, max: 12 }) }),
    { minLength: 1, maxLength: 6 },
  )
  fc.assert(
    fc.property(plain, steps, (purchased, taken) => {
      const ledger = createMemoryLedger()
      let today = 0
      taken.forEach(({ isFile, after }, index) => {
        today += after
        const source = `import-${index}` as ImportId
        if (isFile) importFile(ledger, toStatement(purchased, source, today), toMoment(today, 1))
        else sync(ledger, purchased, today)
      })
      const last = sync(ledger, purchased, 70)

      expect(linesOf(ledger)).toEqual(toLines(last.fetched))
    }),
    { numRuns: 1500, examples },
  )
})

it('knows every row of a file that it was given before, and of one that the bank told of', () => {
  fc.assert(
    fc.property(plain, days, (purchased, today) => {
      const ledger = createMemoryLedger()
      sync(ledger, purchased, today)
      const before = linesOf(ledger)
      const first = importFile(ledger, toStatement(purchased, 'a' as ImportId, today), 1)
      const second = importFile(ledger, toStatement(purchased, 'b' as ImportId, today), 2)

      for (const { judged } of [first, second])
        for (const { verdict } of judged) expect(verdict).toBe('known')
      expect(linesOf(ledger)).toEqual(before)
    }),
    { numRuns: 500 },
  )
})

it('changes nothing when the same import is done again', () => {
  fc.assert(
    fc.property(plain, days, (purchased, today) => {
      const ledger = createMemoryLedger()
      const rows = toStatement(purchased, 'a' as ImportId, today)
      importFile(ledger, rows, 1)
      const { changes } = importFile(ledger, rows, 1)

      expect(changes.added).toEqual([])
      expect(changes.changed).toEqual([])
    }),
    { numRuns: 500 },
  )
})

it('leaves two rows of one day and amount apart where a file tells of one, in other words', () => {
  const ledger = createMemoryLedger()
  const kiwi: Purchase = {
    day: 3,
    shop: 'KIWI',
    minor: -10_000,
    copies: 1,
    reserved: 0,
    silent: 0,
    lingers: 0,
    isWithdrawn: false,
    change: 0,
    keepsDay: true,
    bookedText: 'same',
    enriched: null,
    movesDaily: false,
  }
  sync(ledger, [kiwi, { ...kiwi, shop: 'REMA' }], 10)
  const other = rowsOn([{ ...kiwi, shop: 'BOKHANDEL' }], { today: 10, naming: 'none', call: 0 })
  const rows = other.map(({ row }) =>
    toToldRow({ account, source: 'a' as ImportId, status: 'booked' }, row),
  )
  const { judged } = importFile(ledger, rows, 1)

  expect(judged.map(({ verdict }) => verdict)).toEqual(['unsure'])
  expect(ledger.asked).toMatchObject([{ kind: 'file', candidates: [{}, {}] }])
  expect(linesOf(ledger)).toEqual(
    [kiwi.shop, 'REMA', 'BOKHANDEL']
      .map((shop) => ({ ...kiwi, shop }))
      .flatMap((one) => rowsOn([one], { today: 10, naming: 'none', call: 0 }))
      .map(({ status, row }) => toLine(status, row))
      .sort(),
  )
})
