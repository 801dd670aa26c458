import type { AccessLevel } from '@skrin/shared/api/sharing'
import type { Question, Row, Told } from './household.ts'

/** What a viewer is told, in figures; the household as plain lists, and nothing of the program's own code. */
export interface Figures {
  /** Of accounts that a connection which stands calls open, per currency. */
  readonly balances: Readonly<Record<string, number>>
  readonly accounts: number
  readonly count: number
  readonly in: Readonly<Record<string, number>>
  readonly out: Readonly<Record<string, number>>
}

type Seen = Told & {
  readonly level: AccessLevel
  readonly age: number
  readonly isOwn: boolean
}

export function levelOf(told: Told, viewer: Question['viewer']): AccessLevel | null {
  if (told.person === viewer) return 'own'
  const levels = [told.shares[viewer], told.shares.household]
  if (levels.includes('transactions')) return 'transactions'
  return levels.includes('balance') ? 'balance' : null
}

export function expectFigures(household: readonly Told[], question: Question): Figures {
  const groups = groupsOf(household, question)
  const shown = groups.map((group) => ({
    currency: group[0]?.currency ?? '',
    balance: figureOf(group),
    isOpen: group.some(({ closed, left }) => !closed && !left),
    rows: rowsOf(group).filter(({ word }) => question.word === null || word === question.word),
  }))
  const rows = shown.flatMap((one) => one.rows.map((row) => [one.currency, row.minor] as const))
  const open = shown.filter(({ isOpen }) => isOpen)
  return {
    balances: addUp(open.map((one) => [one.currency, one.balance ?? 0])),
    accounts: shown.length,
    count: rows.length,
    in: addUp(rows.map(([currency, minor]) => [currency, Math.max(minor, 0)])),
    out: addUp(rows.map(([currency, minor]) => [currency, Math.min(minor, 0)])),
  }
}

function groupsOf(household: readonly Told[], { viewer, view, member, scope }: Question): Seen[][] {
  const groups = new Map<string, Seen[]>()
  for (const [age, told] of household.entries()) {
    const level = levelOf(told, viewer)
    if (level === null) continue
    const key = told.identity === null ? `alone ${age}` : `${told.identity} ${told.currency}`
    groups.set(key, [...(groups.get(key) ?? []), { ...told, level, age, isOwn: level === 'own' }])
  }
  const wanted = [...groups.values()].filter(
    (group) =>
      (view === 'household' || group.some(({ level }) => level === 'own')) &&
      (member === null || group.some(({ person }) => person === member)),
  )
  return scope === null ? wanted : wanted.flatMap((group) => throughToken(group, scope))
}

/** Of an account that the token was made for, as much as it was made for. */
function throughToken(group: readonly Seen[], scope: NonNullable<Question['scope']>): Seen[][] {
  const levels = group.map(({ age }) => scope[age])
  if (levels.includes('transactions'))
    return [group.map((one) => (one.level === 'own' ? { ...one, level: 'transactions' } : one))]
  return levels.includes('balance') ? [group.map((one) => ({ ...one, level: 'balance' }))] : []
}

/** The freshest balance told of an account that is open there; without one, of a closed one. */
function figureOf(group: readonly Seen[]): number | null {
  for (const isClosed of [false, true]) {
    const candidates = group.filter(({ closed }) => closed === isClosed)
    const told = candidates.filter(({ balance }) => balance !== null)
    const newest = Math.max(...told.map(({ asOf }) => asOf))
    const [best] = bestOf(told.filter(({ asOf }) => asOf === newest))
    if (best) return best.balance
    if (candidates.length > 0) return null
  }
  return null
}

/** Of what is equally fresh: who shows most, then the viewer's own, then the oldest. */
function bestOf(seen: readonly Seen[]): Seen[] {
  for (const level of ['own', 'transactions', 'balance'] as const) {
    const some = seen.filter((one) => one.level === level)
    if (some.length > 0)
      return some.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn) || a.age - b.age).slice(0, 1)
  }
  return []
}

/** Day by day: who answered last and is whole on that day tells it. */
function rowsOf(group: readonly Seen[]): Row[] {
  const open = group.filter(({ level }) => level !== 'balance')
  const whole = open.flatMap((one) => (one.answered ? [{ ...one, answered: one.answered }] : []))
  const [only] = bestOf(open)
  if (whole.length === 0) return only ? [...only.rows] : []
  const byAnswer = [...new Set(whole.map(({ answered }) => answered.at))]
    .toSorted((a, b) => b - a)
    .flatMap((at) => {
      const then = whole.filter(({ answered }) => answered.at === at)
      return ordered(then) as typeof whole
    })
  const earliest = Math.min(...whole.map(({ answered }) => answered.from))
  const tellerOf = (day: number) =>
    byAnswer.find(({ answered }) => answered.from <= Math.max(day, earliest))
  const days = Array.from({ length: 10 }, (_, day) => day)
  return [
    ...(byAnswer[0]?.rows.filter(({ pending }) => pending) ?? []),
    ...days.flatMap((day) =>
      (tellerOf(day)?.rows ?? []).filter((row) => !row.pending && row.day === day),
    ),
  ]
}

function ordered(seen: readonly Seen[]): Seen[] {
  const [first] = bestOf(seen)
  return first ? [first, ...ordered(seen.filter((one) => one !== first))] : []
}

function addUp(parts: readonly (readonly [string, number])[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [currency, minor] of parts) sums[currency] = (sums[currency] ?? 0) + minor
  return Object.fromEntries(
    Object.entries(sums)
      .filter(([, sum]) => sum !== 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
}
