import type { AccountTransactions, BankTransaction } from '@skrin/bff/banks/bank'
import type { LocalDate } from '@skrin/shared/brand'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import fc from 'fast-check'

export const NOK = parseCurrency('NOK')
export const FIRST_DAY = parseLocalDate('2026-01-01')
export const DAY_MS = 24 * 60 * 60_000
const DAYS = 40

/** What really happens once, and how the bank tells of it in time. Days are counted from FIRST_DAY. */
export interface Purchase {
  readonly day: number
  readonly shop: string
  readonly minor: number
  /** Identical ones on the day. */
  readonly copies: number
  /** Days for which it is reserved; 0: never. */
  readonly reserved: number
  /** Days in which the bank tells of neither. */
  readonly silent: number
  /** Days for which the reservation is told beside what was booked. */
  readonly lingers: number
  readonly isWithdrawn: boolean
  /** By how much the booked amount differs. */
  readonly change: number
  /** Whether the booked row bears the day of the purchase. */
  readonly keepsDay: boolean
  readonly bookedText: 'same' | 'similar' | 'other'
  /** Days after the booking on which the bank writes a better text; null: never. */
  readonly enriched: number | null
  /** Reservations without a day stand on today. */
  readonly movesDaily: boolean
}

/** How a bank names its rows. */
export type Naming = 'none' | 'stable' | 'each call' | 'on booking' | 'reused'

export interface BankRow {
  readonly row: BankTransaction
  readonly status: 'booked' | 'pending'
  readonly purchasedOn: number
  readonly purchase: number
}

export const shops = ['KIWI', 'REMA', 'CIRCLE K', 'VINMONOPOLET'] as const
const days = (max: number) => fc.integer({ min: 0, max })

export const purchases = fc.array(
  fc.record<Purchase>({
    day: days(DAYS),
    shop: fc.constantFrom(...shops),
    minor: fc.constantFrom(-4900, -10_000, -12_550, 50_000),
    copies: fc.constantFrom(1, 1, 1, 2, 3),
    reserved: days(4),
    silent: fc.constantFrom(0, 0, 0, 1, 2),
    lingers: fc.constantFrom(0, 0, 0, 1, 3),
    isWithdrawn: fc.constantFrom(false, false, false, true),
    change: fc.constantFrom(0, 0, 0, 1500, -3000),
    keepsDay: fc.boolean(),
    bookedText: fc.constantFrom('same', 'similar', 'other'),
    enriched: fc.constantFrom(null, null, 1, 2),
    movesDaily: fc.constantFrom(false, false, true),
  }),
  { maxLength: 12 },
)

export const namings = fc.constantFrom<Naming>(
  'none',
  'stable',
  'each call',
  'on booking',
  'reused',
)

/** Everything that the bank would tell on a day, were it asked for all of it. */
export function rowsOn(
  purchased: readonly Purchase[],
  { today, naming, call }: { today: number; naming: Naming; call: number },
): BankRow[] {
  return purchased.flatMap((purchase, index) =>
    Array.from({ length: purchase.copies }, (_, copy) => `${index}.${copy}`).flatMap((name) => {
      const told = (status: 'booked' | 'pending') => ({
        row: toRow(purchase, status, {
          today,
          bankId: toBankId(naming, { name, status, call, purchase }),
        }),
        status,
        purchasedOn: purchase.day,
        purchase: index,
      })
      return [
        ...(isReserved(purchase, today) ? [told('pending')] : []),
        ...(isBooked(purchase, today) ? [told('booked')] : []),
      ]
    }),
  )
}

function bookedOn({ day, reserved, silent }: Purchase): number {
  return day + reserved + silent
}

function isReserved(purchase: Purchase, today: number): boolean {
  const { day, reserved, lingers, isWithdrawn, silent } = purchase
  if (reserved === 0) return false
  const until = isWithdrawn || silent > 0 ? day + reserved : bookedOn(purchase) + lingers
  return day <= today && today < until
}

function isBooked(purchase: Purchase, today: number): boolean {
  const isNever = purchase.isWithdrawn && purchase.reserved > 0
  return !isNever && bookedOn(purchase) <= today
}

function toRow(
  purchase: Purchase,
  status: 'booked' | 'pending',
  { today, bankId }: { today: number; bankId: string | null },
): BankTransaction {
  const { day, minor, change, keepsDay, movesDaily } = purchase
  const shownDay =
    status === 'booked' ? (keepsDay ? day : bookedOn(purchase)) : movesDaily ? today : day
  const text = toText(purchase, status, today)
  return {
    bookingDate: toDate(shownDay),
    valueDate: null,
    amount: moneyFromMinor(status === 'booked' ? minor + change : minor, NOK),
    text,
    bankText: text,
    counterparty: null,
    original: null,
    kind: null,
    bankId,
    wire: { text, ...(bankId !== null && { id: bankId }) },
  }
}

function toText(purchase: Purchase, status: 'booked' | 'pending', today: number): string {
  const { shop, bookedText, enriched } = purchase
  if (status === 'pending') return shop
  if (enriched !== null && today >= bookedOn(purchase) + enriched) return `${shop} Storgata 1`
  return { same: shop, similar: `Varekjøp ${shop} 0512`, other: 'VISA 4321' }[bookedText]
}

function toBankId(
  naming: Naming,
  of: { name: string; status: string; call: number; purchase: Purchase },
): string | null {
  switch (naming) {
    case 'none':
      return null
    case 'stable':
      return of.name
    case 'each call':
      return `${of.call}-${of.name}-${of.status}`
    case 'on booking':
      return `${of.name}-${of.status}`
    case 'reused':
      return `${of.purchase.day % 3}`
  }
}

export function toDate(day: number): LocalDate {
  return addDays(FIRST_DAY, day)
}

/** One visit to the bank, and what of its answer arrives. */
export interface Fetch {
  /** Days since the fetch before. */
  readonly after: number
  /** Days asked for. */
  readonly reach: number
  /** Newest booked rows that come at most, cut in the middle of a day if need be. */
  readonly limit: number | null
  /** partial: some rows are missing, and the answer says so. */
  readonly kind: 'whole' | 'partial' | 'failed'
  readonly missing: number
  /** Saved this much later than those after it. */
  readonly delayed: 0 | 1
  readonly times: number
  readonly order: number
}

export const fetches = fc.array(
  fc.record<Fetch>({
    after: days(9),
    reach: fc.constantFrom(5, 20, 30, 90),
    limit: fc.constantFrom(null, null, 3, 8),
    kind: fc.constantFrom('whole', 'whole', 'whole', 'partial', 'failed'),
    missing: fc.integer({ min: 2, max: 4 }),
    delayed: fc.constantFrom(0, 0, 0, 1),
    times: fc.constantFrom(1, 1, 2),
    order: days(1000),
  }),
  { maxLength: 10 },
)

export interface Visit {
  readonly at: number
  readonly today: number
  readonly fetched: AccountTransactions
  /** All that the bank had. */
  readonly truth: AccountTransactions
}

/** The answers in the order in which they are saved, and in the end one of everything. */
export function visit(
  purchased: readonly Purchase[],
  fetched: readonly Fetch[],
  naming: Naming,
): Visit[] {
  let today = 0
  const visits: Visit[] = []
  const delayed: Visit[] = []
  fetched.forEach((fetch, call) => {
    today += fetch.after
    if (fetch.kind === 'failed') return
    const rows = rowsOn(purchased, { today, naming, call })
    const truth = answer(rows, everything, today)
    const made = { at: toMoment(today, call), today, fetched: answer(rows, fetch, today), truth }
    if (fetch.delayed > 0) delayed.push(made)
    else {
      for (let time = 0; time < fetch.times; time++) visits.push(made)
      visits.push(...delayed.splice(0))
    }
  })
  return [...visits, ...delayed, visitAll(purchased, naming, today + 20)]
}

const everything = { reach: 400, limit: null, kind: 'whole', missing: 0, order: 7 } as const

export function visitAll(purchased: readonly Purchase[], naming: Naming, today: number): Visit {
  const rows = rowsOn(purchased, { today, naming, call: 999 })
  const fetched = answer(rows, everything, today)
  return { at: toMoment(today, 999), today, fetched, truth: fetched }
}

export function toMoment(day: number, call: number): number {
  return Date.parse(`${FIRST_DAY}T12:00:00Z`) + day * DAY_MS + call
}

/** Booked rows are chosen by the day of the purchase, as banks do, and cut by their booking day. */
function answer(
  rows: readonly BankRow[],
  { reach, limit, kind, missing, order }: Omit<Fetch, 'after' | 'delayed' | 'times'>,
  today: number,
): AccountTransactions {
  const isHere = (_: BankRow, index: number) => kind === 'whole' || (index + order) % missing !== 0
  const ofStatus = (status: string) =>
    shuffle(
      rows.filter((row) => row.status === status),
      order,
    )
  const reached = ofStatus('booked').filter(({ purchasedOn }) => purchasedOn >= today - reach)
  const newest = reached.toSorted((a, b) => (a.row.bookingDate < b.row.bookingDate ? 1 : -1))
  const booked = limit === null ? reached : newest.slice(0, limit)
  const isCut = booked.length < reached.length
  const oldest = booked.map(({ row }) => row.bookingDate).sort()[0]
  return {
    key: 'key-1',
    booked: booked.filter(isHere).map(({ row }) => row),
    pending: ofStatus('pending')
      .filter(isHere)
      .map(({ row }) => row),
    coveredFrom: isCut && oldest !== undefined ? oldest : toDate(today - reach),
    complete: kind === 'whole',
  }
}

function shuffle<T>(items: readonly T[], order: number): T[] {
  return items
    .map((item, index) => ({ item, rank: ((index + 1) * (order + 7)) % 31 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}

/** A row as the ledger shows it, to compare. */
export function toLine(status: string, row: BankTransaction): string {
  return [status, row.bookingDate, row.amount.minor, row.text].join(' | ')
}

export function toLines({ booked, pending }: AccountTransactions): string[] {
  return [
    ...booked.map((row) => toLine('booked', row)),
    ...pending.map((row) => toLine('pending', row)),
  ].sort()
}
