import { createHash } from 'node:crypto'
import type { LocalDate } from '@skrin/shared/brand'
import type { WorldTransaction, WorldTransactionKind } from '../../world/world.ts'
import type { AisVersion } from './accountBodies.ts'
import { toSebAmount } from './amounts.ts'

/** English in v8, Swedish in v7. Only two of the words are documented; the others were chosen in their manner. */
const kindTexts: Readonly<Record<WorldTransactionKind, readonly [v8: string, v7: string]>> = {
  card: ['Card purchase', 'Kortköp'],
  transfer: ['Transfer', 'Överföring'],
  own_transfer: ['Standing transfer', 'Stående överföring'],
  salary: ['Salary', 'Lön'],
  giro: ['Bankgiro payment', 'Bankgirobetalning'],
  direct_debit: ['Direct debit', 'Autogiro'],
  mobile_payment: ['Swish payment', 'Swish'],
  interest: ['Interest', 'Ränta'],
  fee: ['Fee', 'Avgift'],
  atm: ['Cash withdrawal', 'Uttag'],
}
const LONGEST_MERCHANT = 22

export interface RowContext {
  readonly version: AisVersion
  readonly accountPath: string
  /** Another salt, another set of ids: what a change of version does. */
  readonly salt: string
}

export function transactionIdOf(row: WorldTransaction, { version, salt }: RowContext): string {
  return createHash('sha256').update(`${version}/${salt}/${row.id}`).digest('hex').slice(0, 32)
}

export function toBookedBody(
  row: WorldTransaction,
  { balanceMinor, ...context }: RowContext & { balanceMinor: number },
) {
  const { version, accountPath } = context
  const id = transactionIdOf(row, context)
  return {
    transactionId: id,
    valueDate: row.bookedOn,
    bookingDate: row.bookedOn,
    entryReference: id.slice(0, 10),
    descriptiveText: toDescriptiveText(row),
    transactionAmount: toSebAmount(row.amountMinor, row.currency, version),
    // A text and no object: so a client of many years reads it.
    balanceAfterTransaction: toSebAmount(balanceMinor, row.currency, version).amount,
    proprietaryBankTransactionCodeText: toKindText(row, version),
    ...(version === 'v7' && { proprietaryBankTransactionCode: '051' }),
    ...toRemittance(row, version),
    ...(hasDetails(row) && {
      _links: { transactionDetails: { href: `${accountPath}/transactions/${id}` } },
    }),
  }
}

/** Without id, as clients saw it (2021). v7 leaves the sign out, v8 has it. */
export function toPendingBody(row: WorldTransaction, { version }: RowContext) {
  const isReserved = row.kind === 'card' || row.kind === 'atm'
  const minor = version === 'v7' ? Math.abs(row.amountMinor) : row.amountMinor
  const common = {
    valueDate: row.bookedOn,
    transactionAmount: toSebAmount(minor, row.currency, version),
    pendingType: isReserved ? 'Reserved' : 'Upcoming',
  }
  if (isReserved) return { ...common, descriptiveText: toDescriptiveText(row) }
  if (version === 'v7') return { ...common, creditorName: row.counterparty }
  return {
    ...common,
    descriptiveText: row.counterparty,
    ...(row.counterpartyAccount !== null && { creditorAccount: row.counterpartyAccount }),
  }
}

export function hasDetails({ kind, original }: WorldTransaction): boolean {
  return original !== null || kind === 'mobile_payment' || kind === 'giro'
}

export function toDetailsBody(row: WorldTransaction, context: RowContext & { bban: string }) {
  const { version, bban } = context
  return {
    bookingDate: row.bookedOn,
    valueDate: row.bookedOn,
    debtorAccount: { bban, bic: 'ESSESESSXXX' },
    transactionAmount: toSebAmount(row.amountMinor, row.currency, version),
    proprietaryBankTransactionCodeText: toKindText(row, version),
    ...toRemittance(row, version),
    ...toExtras(row, version),
  }
}

function toExtras(row: WorldTransaction, version: AisVersion) {
  if (row.kind === 'mobile_payment') {
    const time = { transactionTime: `${row.day}T12:00:00`, orderId: '6336190000000000' }
    return { ...time, creditorNameAndAddress: row.counterparty.toUpperCase() }
  }
  if (row.kind === 'giro') return { creditorAccount: { plusgiroNumber: row.counterpartyAccount } }
  if (row.original === null) return {}
  return {
    transactionDate: row.day,
    cardAcceptorId: row.counterparty.toUpperCase(),
    originalAmount: toSebAmount(row.original.amountMinor, row.original.currency, version),
    currencyExchange: { exchangeRate: Number(row.original.rate).toFixed(6) },
  }
}

/** Card rows are shouted, cut and end in the day of the purchase. */
function toDescriptiveText({ kind, counterparty, day }: WorldTransaction): string {
  if (kind !== 'card' && kind !== 'atm') return counterparty
  return `${counterparty.toUpperCase().slice(0, LONGEST_MERCHANT).trim()}/${day.slice(2)}`
}

function toKindText({ kind, original }: WorldTransaction, version: AisVersion): string {
  if (kind === 'card' && original !== null)
    return version === 'v8' ? 'Card foreign purchase' : 'Kortköp utland'
  return kindTexts[kind][version === 'v8' ? 0 : 1]
}

function toRemittance({ message }: WorldTransaction, version: AisVersion) {
  if (message === null) return {}
  if (version === 'v7') return { remittanceInformationUnstructured: message }
  return { remittanceInformationUnstructuredArray: [message] }
}

export function isBooked({ bookedOn }: WorldTransaction, today: LocalDate): boolean {
  return bookedOn <= today
}
