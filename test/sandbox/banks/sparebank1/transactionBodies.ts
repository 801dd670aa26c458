import { createHash, randomBytes } from 'node:crypto'
import type { LocalDate } from '@skrin/shared/brand'
import { daysBetween } from '@skrin/shared/dates'
import type { WorldAccount, WorldTransaction, WorldTransactionKind } from '../../world/world.ts'
import { keyOf, numberOf, toNumber } from './accountBodies.ts'

export interface RowView {
  readonly account: WorldAccount
  readonly today: LocalDate
  readonly epoch: number
}

const types: Readonly<Record<WorldTransactionKind, readonly [code: string, text: string]>> = {
  card: ['R_714', 'Varer'],
  transfer: ['R_200', 'Overføring'],
  own_transfer: ['R_260', 'Overføring mellom egne kontoer'],
  salary: ['R_156', 'Lønn'],
  giro: ['PAYHTGRA', 'Betaling'],
  direct_debit: ['R_710', 'AvtaleGiro'],
  mobile_payment: ['R_200', 'Vipps'],
  interest: ['R_156', 'Renter'],
  fee: ['R_710', 'Gebyr'],
  atm: ['R_714', 'Minibank'],
}

export function isPending({ bookedOn }: WorldTransaction, today: LocalDate): boolean {
  return bookedOn > today
}

/** The day that a row shows: of the purchase while pending, of the booking afterwards. */
export function dayOf(row: WorldTransaction, today: LocalDate): LocalDate {
  return isPending(row, today) ? row.day : row.bookedOn
}

/** How long rows stay RECENT is not documented: a week here. */
export function sourceOf(row: WorldTransaction, today: LocalDate): 'RECENT' | 'HISTORIC' {
  return daysBetween(row.bookedOn, today) < 7 ? 'RECENT' : 'HISTORIC'
}

export function toTransactionBody(row: WorldTransaction, view: RowView): Record<string, unknown> {
  const { account, today, epoch } = view
  const pending = isPending(row, today)
  const [typeCode, typeText] = types[row.kind]
  const flags = pickFlags(row)
  return {
    id: newRowId(row),
    nonUniqueId: pending ? '000000000000000000' : toDigits(row),
    bookingStatus: pending ? 'PENDING' : 'BOOKED',
    source: sourceOf(row, today),
    date: osloMidnightMs(dayOf(row, today)),
    ...(!pending && { interestDate: osloMidnightMs(row.bookedOn) }),
    amount: toNumber(row.amountMinor),
    accountCurrency: row.currency,
    currencyCode: row.original?.currency ?? row.currency,
    currencyAmount: toNumber(row.original?.amountMinor ?? row.amountMinor),
    ...(flags.hasDescription && { description: toDescription(row, pending) }),
    ...(flags.hasCleaned && !pending && { cleanedDescription: row.counterparty }),
    typeCode: row.kind === 'own_transfer' && row.amountMinor > 0 ? 'R_914' : typeCode,
    typeText,
    accountKey: keyOf(account, epoch),
    accountName: account.name,
    accountNumber: toNumberObject(numberOf(account)),
    ...toRemote(row, today),
    ...(row.message !== null && { kidOrMessage: row.message }),
    ...(row.mcc !== null && {
      mcc: row.mcc,
      merchant: { name: row.counterparty, country: row.country },
    }),
    canShowDetails: !pending,
    ...(flags.spelling === 'specification'
      ? { confidential: false, fromCurrencyAccount: false }
      : { isConfidential: false, isFromCurrencyAccount: false }),
  }
}

export function toDetailsBody(
  row: WorldTransaction,
  account: WorldAccount,
): Record<string, unknown> {
  return {
    id: newRowId(row),
    accountNumber: numberOf(account),
    amount: toNumber(row.amountMinor),
    date: row.day,
    bookedDate: row.bookedOn,
    valueDate: row.bookedOn,
    numericalReference: toDigits(row).slice(0, 11),
    originalDescription: toDescription(row, false),
    ...(row.original && { exchangeRate: Number(row.original.rate) }),
  }
}

/** Another on every call, and still the way to the details. */
function newRowId(row: WorldTransaction): string {
  return Buffer.from(`${randomBytes(9).toString('hex')}.${row.id}`).toString('base64url')
}

export function readRowId(id: string): string {
  return Buffer.from(id, 'base64url').toString('utf8').split('.')[1] ?? ''
}

/** Not alone an id: two rows may share it in life. */
function toDigits(row: WorldTransaction): string {
  return BigInt(`0x${hashOf(row).slice(0, 14)}`)
    .toString()
    .padStart(18, '1')
}

function hashOf(row: WorldTransaction): string {
  return createHash('sha256').update(row.id).digest('hex')
}

/** Either description is missing now and then, and both on a few rows; flags come under two names. */
function pickFlags(row: WorldTransaction) {
  const chance = Number.parseInt(hashOf(row).slice(0, 4), 16) % 100
  return {
    hasDescription: chance >= 4,
    hasCleaned: chance >= 2 && chance < 88,
    spelling: chance % 2 === 0 ? 'specification' : 'seen',
  }
}

function toDescription(row: WorldTransaction, pending: boolean): string {
  const [, month, day] = row.day.split('-')
  const shop = row.counterparty.toUpperCase()
  const direction = row.amountMinor < 0 ? 'Til' : 'Fra'
  if (row.kind === 'card' || row.kind === 'atm') {
    if (pending) return shop
    const { currency, amountMinor, rate } = row.original ?? { ...row, rate: '1.0000' }
    return `*4321 ${day}.${month} ${currency} ${(Math.abs(amountMinor) / 100).toFixed(2)} ${shop} Kurs: ${rate}`
  }
  if (row.kind === 'giro' && row.amountMinor < 0) {
    return `Nettgiro til: ${row.counterparty} Betalt: ${day}.${month}.${row.day.slice(2, 4)}`
  }
  if (row.kind === 'interest' || row.kind === 'fee') return row.counterparty
  return `${direction}: ${row.counterparty}`
}

/** Recent transfers between own accounts come without the other side. */
function toRemote(row: WorldTransaction, today: LocalDate): Record<string, string> {
  if (row.kind === 'card' || row.kind === 'interest' || row.kind === 'fee') return {}
  if (row.kind === 'own_transfer' && sourceOf(row, today) === 'RECENT') return {}
  return {
    remoteAccountName: row.counterparty,
    ...(row.counterpartyAccount !== null && { remoteAccountNumber: row.counterpartyAccount }),
  }
}

function toNumberObject(number: string) {
  const formatted = number.replace(/^(K?\d{4})(\d{2})(\d{5})$/, '$1.$2.$3')
  return { value: number, formatted, unformatted: number }
}

const osloOffset = new Intl.DateTimeFormat('en', {
  timeZone: 'Europe/Oslo',
  timeZoneName: 'longOffset',
})

/** Norway changes its clocks at night, after midnight: the offset of midnight UTC is the one of midnight in Oslo. */
export function osloMidnightMs(date: LocalDate): number {
  const utc = Date.parse(`${date}T00:00:00Z`)
  const name =
    osloOffset.formatToParts(utc).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const hours = Number(/GMT\+(\d{2})/.exec(name)?.[1])
  return utc - hours * 3_600_000
}
