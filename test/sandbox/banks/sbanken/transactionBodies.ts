import { createHash } from 'node:crypto'
import type { WorldTransaction, WorldTransactionKind } from '../../world/world.ts'
import type { Version } from './answers.ts'

// Codes from the bank's list of 2018-10-29 where it has one; the others are the sandbox's choice.
const types: Record<WorldTransactionKind, { type: string; code: number }> = {
  card: { type: 'VISA VARE', code: 714 },
  atm: { type: 'VISA KONTANTUTTAK', code: 714 },
  giro: { type: 'NETTGIRO', code: 203 },
  transfer: { type: 'NETTGIRO', code: 203 },
  salary: { type: 'LØNN', code: 203 },
  own_transfer: { type: 'OVFNETTB', code: 200 },
  direct_debit: { type: 'AVTALEGIRO', code: 156 },
  mobile_payment: { type: 'VIPPS', code: 561 },
  interest: { type: 'RENTER', code: 752 },
  fee: { type: 'GEBYR', code: 710 },
}

/** A row made with a card: only these are reserved first. */
function isCardRow({ kind }: WorldTransaction): boolean {
  return kind === 'card' || kind === 'atm'
}

/** No id, the bare merchant as text, and nothing that links it to the booked row to come. */
export function toReservation(row: WorldTransaction, version: Version) {
  return {
    accountingDate: toMoment(row.day, version),
    interestDate: toMoment(row.day, version),
    ...noOtherAccount,
    amount: row.amountMinor / 100,
    text: row.counterparty.toUpperCase(),
    transactionType: 'Bekreftet VISA',
    transactionTypeCode: 946,
    transactionTypeText: '',
    isReservation: true,
    reservationType: row.kind === 'atm' ? 'AtmReservation' : 'VisaReservation',
    source: toSource('AccountStatement', version),
    ...noDetails,
  }
}

export interface BookedOptions {
  readonly version: Version
  /** null: a row so new, or from such a cache, that it has none. */
  readonly transactionId: string | null
  readonly source: 'AccountStatement' | 'Archive'
}

export function toStatementRow(row: WorldTransaction, options: BookedOptions) {
  const { transactionId } = options
  return {
    ...toBooked(row, options),
    ...noOtherAccount,
    isReservation: false,
    reservationType: 'NotReservation',
    ...toTransactionDetail(row),
    ...(transactionId !== null && { transactionId }),
  }
}

export function toArchiveRow(row: WorldTransaction, options: BookedOptions) {
  return { transactionId: options.transactionId, ...toBooked(row, options) }
}

/** Decimal digits of the world's own id; `salt` makes it another one. */
export function toTransactionId(row: WorldTransaction, salt: string): string {
  const hash = createHash('sha256').update(`sbanken ${row.id} ${salt}`).digest()
  return String(hash.readUIntBE(0, 6))
}

function toBooked(row: WorldTransaction, { version, source }: BookedOptions) {
  const { type, code } = types[row.kind]
  return {
    accountingDate: toMoment(row.bookedOn, version),
    interestDate: toMoment(row.day, version),
    amount: row.amountMinor / 100,
    text: toText(row),
    transactionType: type,
    transactionTypeCode: code,
    transactionTypeText: type,
    source: toSource(source, version),
    ...toCardDetails(row, version),
  }
}

function toText(row: WorldTransaction): string {
  const name = row.counterparty
  const party = `${row.amountMinor < 0 ? 'til' : 'fra'}: ${name} Betalt: ${toShortDate(row.day)}`
  switch (row.kind) {
    case 'card':
    case 'atm':
      return toCardText(row)
    case 'own_transfer':
      return 'Overføring mellom egne kontoer'
    case 'interest':
      return row.amountMinor < 0 ? 'DEBETRENTER' : 'KREDITRENTER'
    case 'fee':
      return name.toUpperCase()
    case 'direct_debit':
      return `Avtalegiro ${party}`
    case 'mobile_payment':
      return `Vipps ${party}`
    case 'salary':
      return `Lønn ${party}`
    default:
      return `Nettgiro ${party}`
  }
}

function toCardText({ day, original, counterparty, ...row }: WorldTransaction): string {
  const currency = original?.currency ?? row.currency
  const amount = (Math.abs(original?.amountMinor ?? row.amountMinor) / 100).toFixed(2)
  const rate = Number(original?.rate ?? 1).toFixed(4)
  const dayMonth = `${day.slice(8)}.${day.slice(5, 7)}`
  return `*1234 ${dayMonth} ${currency} ${amount} ${counterparty.toUpperCase()} Kurs: ${rate}`
}

function toCardDetails(row: WorldTransaction, version: Version) {
  if (!isCardRow(row)) return { cardDetailsSpecified: false, cardDetails: null }
  const cardDetails = {
    cardNumber: '*1234',
    currencyAmount: Math.abs(row.original?.amountMinor ?? row.amountMinor) / 100,
    currencyRate: Number(row.original?.rate ?? 1),
    merchantCategoryCode: row.mcc,
    merchantCategoryDescription: null,
    merchantCity: row.city,
    merchantName: row.counterparty,
    originalCurrencyCode: row.original?.currency ?? row.currency,
    purchaseDate: toMoment(toPurchaseDay(row), version),
    transactionId: toTransactionId(row, 'card'),
  }
  return { cardDetailsSpecified: true, cardDetails }
}

/** Bought before New Year and booked after it: the year is the wrong one (seen 2023-01). */
function toPurchaseDay({ day, bookedOn }: WorldTransaction): string {
  return `${bookedOn.slice(0, 4)}${day.slice(4)}`
}

function toTransactionDetail(row: WorldTransaction) {
  if (row.kind !== 'giro' && row.kind !== 'direct_debit') return noTransactionDetail
  const names = { receiverName: row.counterparty, payerName: null }
  const transactionDetail = {
    formattedAccountNumber: row.counterpartyAccount,
    transactionId: Number(toTransactionId(row, 'detail')),
    cid: null,
    amountDescription: null,
    ...(row.amountMinor < 0 ? names : { receiverName: null, payerName: row.counterparty }),
    numericReference: 0,
    registrationDate: `${row.day}T00:00:00`,
  }
  return { transactionDetailSpecified: true, transactionDetail }
}

const noOtherAccount = { otherAccountNumber: null, otherAccountNumberSpecified: false }
const noTransactionDetail = { transactionDetailSpecified: false, transactionDetail: null }
const noDetails = { cardDetailsSpecified: false, cardDetails: null, ...noTransactionDetail }

/** Older servers sent a number (known bugs in the README of Sbanken/api-examples). */
function toSource(source: BookedOptions['source'], version: Version): string | number {
  if (version === 'v2') return source
  return source === 'Archive' ? 1 : 0
}

/** With an offset on the servers of 2018, which the sandbox plays as v1. */
function toMoment(day: string, version: Version): string {
  return `${day}T00:00:00${version === 'v1' ? '+02:00' : ''}`
}

function toShortDate(day: string): string {
  return `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(2, 4)}`
}
