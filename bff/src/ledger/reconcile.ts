import type { LocalDate } from '@skrin/shared/brand'
import { createDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { joinSides, listFileSides, toFileDoubt, toSide } from './joinFiles.ts'
import { traitsOf } from './likeness.ts'
import type { Changes, Doubt, Known, ObservationRow, ToldRow } from './observation.ts'
import { listVacants, succeed, toDoubts } from './succession.ts'
import type { Fresh, Succession } from './succession.ts'
import { succeedLate } from './succeedLate.ts'
import { takeBack, takeStanding } from './takeTold.ts'
import { toChanges } from './toChanges.ts'

/** What a bank said of one account, once. */
export interface Answer {
  readonly at: number
  readonly rows: readonly ToldRow[]
  /** What its silence means; null: nothing, it is partial. Whole: the pending rows are all there are. */
  readonly whole: Whole | null
  /** A newer whole answer is known already: what this one tells may be over. */
  readonly isLate: boolean
}

export interface Whole {
  /** Booked rows are whole from here on; some of the first days may be missing all the same. */
  readonly from: LocalDate
  /** Booked rows are surely whole from here on. */
  readonly sureFrom: LocalDate
}

/**
 * Works an answer of a bank into what is known. Pure; the same answer again changes nothing. See docs/ledger.md.
 */
export function reconcile(known: Known, answer: Answer): Changes {
  const draft = createDraft(known, answer.at)
  const { taken, left } = takeStanding(draft, answer.rows)
  const doubtful = answer.isLate ? new Set<ObservationRow>() : markGone(draft, answer, taken)
  const rows = answer.isLate ? addLate(draft, left) : takeBack(draft, left)
  const doubts = addFresh(draft, rows, doubtful)
  return toChanges(draft, { repeated: taken, doubts })
}

/** Gives those that may still stand though the answer does not have them. */
function markGone(
  draft: Draft,
  { at, whole }: Answer,
  taken: ReadonlySet<ObservationRow['id']>,
): Set<ObservationRow> {
  const doubtful = new Set<ObservationRow>()
  if (!whole) return doubtful
  for (const row of [...draft.all()]) {
    if (row.source !== 'bank' || row.gone_at !== null || taken.has(row.id)) continue
    const { status, booking_date: day } = row
    if (status === 'pending' || day >= whole.sureFrom) draft.alter(row.id, { gone_at: at })
    else if (day >= whole.from) doubtful.add(row)
  }
  return doubtful
}

/** What was true when the answer was given may be over: what is known to be gone stays gone, and so do its reservations. */
function addLate(draft: Draft, rows: readonly ToldRow[]): ToldRow[] {
  const accounted = new Set<ObservationRow['id']>()
  return rows.filter((row) => {
    const over = draft
      .alike(row)
      .find(({ id, gone_at: goneAt }) => (goneAt ?? 0) >= draft.at && !accounted.has(id))
    if (over) accounted.add(over.id)
    if (over) return false
    if (row.status === 'booked') return true
    const added = draft.add(row, { transaction: null, reason: 'first', goneAt: draft.at })
    accounted.add(added.id)
    return false
  })
}

function addFresh(
  draft: Draft,
  rows: readonly ToldRow[],
  doubtful: ReadonlySet<ObservationRow>,
): Doubt[] {
  if (rows.length === 0 && draft.touched.size === 0) return []
  const vacants = listVacants(draft, doubtful)
  const fresh = rows.map((row): Fresh => ({ row, traits: traitsOf(row) }))
  const succession = succeed(draft, fresh, vacants)
  const { founded, doubts } = addBesideFiles(draft, succession)
  succeedLate(draft, vacants)
  return [...doubts, ...toDoubts(succession.unsure, founded)]
}

/** Files may have told of what is new from the bank, also where the bank told of its reservation before. */
function addBesideFiles(draft: Draft, { succeeded, left }: Succession) {
  const files = listFileSides(draft)
  const known = succeeded.map((row) => ({ ...toSide(row, row.transaction_id), one: null }))
  const fresh = left.map((one) => ({ ...one, transaction: null, isFirm: true, one }))
  const ours = files.length === 0 ? [] : [...known, ...fresh].filter(({ row }) => isBooked(row))
  const { pairs, unsure } = joinSides(ours, files, draft.known.apart)
  const joined = new Set<Fresh>()
  for (const [{ one, transaction }, file] of pairs) {
    if (file.transaction === null) continue
    if (transaction !== null) draft.fold(file.transaction, transaction, 'other_source')
    if (!one) continue
    draft.add(one.row, { transaction: file.transaction, reason: 'other_source' })
    joined.add(one)
  }
  const founded = new Map<Fresh, ObservationRow>()
  for (const one of left) {
    if (joined.has(one)) continue
    founded.set(one, draft.add(one.row, { transaction: null, reason: 'first' }))
  }
  const doubts = [...unsure].flatMap(([{ one }, others]) => {
    const row = one && founded.get(one)
    return row ? [toFileDoubt(row.transaction_id, others)] : []
  })
  return { founded, doubts }
}

function isBooked({ status }: ToldRow): boolean {
  return status === 'booked'
}
