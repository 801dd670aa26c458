import type { TransactionId } from '@skrin/shared/brand'
import { createDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { joinSides, toFileDoubt, toSide } from './joinFiles.ts'
import type { Side } from './joinFiles.ts'
import { countShared, daysApart, isSameAmount } from './likeness.ts'
import type { Changes, Doubt, Known, ObservationRow, ToldRow } from './observation.ts'
import { pairOff } from './pairOff.ts'
import { toFace } from './showing.ts'
import { takeStanding } from './takeTold.ts'
import { toChanges } from './toChanges.ts'

export interface ToldInFile {
  readonly line: number
  readonly row: ToldRow
  readonly decision: 'new' | 'known' | undefined
}

export interface JudgedRow {
  readonly line: number
  readonly verdict: 'new' | 'known' | 'unsure'
  readonly same: TransactionId | null
  /** Whether it was added to a transaction that was there. */
  readonly isJoined: boolean
  /** Two that a person said are not the same. */
  readonly apart: { readonly own: TransactionId; readonly other: TransactionId } | null
}

export interface Judged {
  /** In the order of the rows. */
  readonly judged: readonly JudgedRow[]
  readonly changes: Changes
}

type FileSide = Side & { readonly told: ToldInFile }

/** A reservation that the bank still tells of may be booked in the file already. */
const RESERVED_DAYS = 14

/** Works the rows of a file into what is known; pure. See docs/ledger.md. */
export function judgeFile(known: Known, now: number, rows: readonly ToldInFile[]): Judged {
  const draft = createDraft(known, now)
  const byRow = new Map(rows.map((told) => [told.row, told]))
  const { taken, left } = takeStanding(
    draft,
    rows.map(({ row }) => row),
  )
  const judged = new Map<ToldInFile, JudgedRow>()
  for (const told of rows) judged.set(told, { ...isNew, line: told.line, verdict: 'known' })
  const ours = left.flatMap((row): FileSide[] => {
    const told = byRow.get(row)
    return told ? [{ ...toSide(row, null), told }] : []
  })
  const doubts = joinOrFound(draft, ours, judged)
  return {
    judged: rows.map((told) => judged.get(told) ?? { ...isNew, line: told.line }),
    changes: toChanges(draft, { repeated: taken, doubts }),
  }
}

const isNew = { verdict: 'new', same: null, isJoined: false, apart: null } as const

function joinOrFound(
  draft: Draft,
  ours: readonly FileSide[],
  judged: Map<ToldInFile, JudgedRow>,
): Doubt[] {
  const booked = listOthers(draft, ours[0]?.row.source ?? '')
  const { pairs, unsure } = joinSides(ours, booked, draft.known.apart)
  const reserved = pairReserved(draft, ours, pairs)
  const same = new Map([...pairs, ...reserved].map(([one, other]) => [one, other.transaction]))
  const doubts: Doubt[] = []
  for (const one of ours) {
    const { line, decision } = one.told
    const certain = same.get(one) ?? null
    const candidates = certain === null ? (unsure.get(one) ?? []) : []
    const maybe = candidates[0]?.transaction ?? null
    const verdict = certain !== null ? 'known' : maybe !== null ? 'unsure' : 'new'
    const joins = certain ?? (decision === 'known' ? maybe : null)
    const reason = certain !== null ? 'other_source' : joins !== null ? 'person' : 'first'
    const added = draft.add(one.row, { transaction: joins, reason })
    const own = added.transaction_id
    const isApart = maybe !== null && decision === 'new'
    judged.set(one.told, {
      line,
      verdict,
      same: certain ?? maybe,
      isJoined: joins !== null,
      apart: isApart ? { own, other: maybe } : null,
    })
    if (maybe !== null && decision === undefined) doubts.push(toFileDoubt(own, candidates))
  }
  return doubts
}

/** What is booked by others: by the bank, or by another file. Also what is gone or deleted: the file tells of the same. */
function listOthers(draft: Draft, source: string): Side<ObservationRow>[] {
  return [...draft.transactions()].flatMap((transaction) => {
    const told = draft.of(transaction)
    if (told.some((row) => row.source === source)) return []
    const face = toFace(told.filter(({ status }) => status === 'booked'))
    if (!face) return []
    const isFirm = face.gone_at === null && draft.markOf(transaction).state === 'shown'
    return [toSide(face, transaction, isFirm)]
  })
}

function pairReserved(
  draft: Draft,
  ours: readonly FileSide[],
  booked: readonly (readonly [FileSide, Side])[],
): (readonly [FileSide, Side<ObservationRow>])[] {
  const paired = new Set(booked.map(([one]) => one))
  const reserved = [...draft.transactions()].flatMap((transaction) => {
    const told = draft.of(transaction)
    const [row] = told.filter(({ gone_at: goneAt }) => goneAt === null)
    const isReserved = row?.status === 'pending' && told.every(({ status }) => status === 'pending')
    return isReserved ? [toSide(row, transaction)] : []
  })
  if (reserved.length === 0) return []
  const left = ours.filter((one) => !paired.has(one))
  const { pairs } = pairOff(left, reserved, {
    level(one, other) {
      if (!isSameAmount(one.row, other.row)) return null
      if (daysApart(one.row, other.row) > RESERVED_DAYS) return null
      if (one.traits.text === other.traits.text) return 0
      const shared = countShared(one.traits, other.traits)
      return shared === 0 ? null : 1000 - Math.min(shared, 999)
    },
    mayPairInOrder: (ns, vs) => ns.length === vs.length,
  })
  return [...pairs]
}
