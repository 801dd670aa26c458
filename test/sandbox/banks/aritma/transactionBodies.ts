import { createHash } from 'node:crypto'
import type { WorldTransaction, WorldTransactionKind } from '../../world/world.ts'
import { toAmount } from './accountBodies.ts'

/** Words of a Norwegian bank; Aritma passes on what the bank behind writes. */
const kindTexts: Readonly<Record<WorldTransactionKind, string>> = {
  card: 'Varekjøp',
  transfer: 'Overføring',
  own_transfer: 'Overføring mellom egne kontoer',
  salary: 'Lønn',
  giro: 'Nettgiro',
  direct_debit: 'AvtaleGiro',
  mobile_payment: 'Vipps',
  interest: 'Renter',
  fee: 'Gebyr',
  atm: 'Minibank',
}

export interface RowContext {
  readonly accountId: string
  /** Another salt, another set of ids, as the fault `changed_ids` asks. */
  readonly salt: string
}

export function transactionIdOf(row: WorldTransaction, salt: string): string {
  return createHash('sha256').update(`${salt}/${row.id}`).digest('hex').slice(0, 32)
}

export function toBookedBody(row: WorldTransaction, { accountId, salt }: RowContext) {
  const id = transactionIdOf(row, salt)
  return {
    transactionId: id,
    accountId,
    entryReference: String(Number.parseInt(id.slice(0, 10), 16)),
    ...toDays(row.bookedOn, row.bookedOn),
    ...toCommon(row),
  }
}

/** Without id and booking date: what is stable from pending to booked is not documented. */
export function toPendingBody(row: WorldTransaction, { accountId }: RowContext) {
  return {
    transactionId: null,
    accountId,
    entryReference: null,
    ...toDays(null, row.day),
    ...toCommon(row),
  }
}

function toDays(booking: string | null, value: string) {
  return {
    valueDate: `${value}T00:00:00Z`,
    bookingDate: booking === null ? null : `${booking}T00:00:00Z`,
  }
}

function toCommon(row: WorldTransaction) {
  const isOut = row.amountMinor < 0
  const message = row.message ?? kindTexts[row.kind]
  return {
    transactionAmount: toAmount(row.amountMinor, row.currency),
    creditorName: isOut ? row.counterparty : null,
    creditorAccount: isOut ? toOtherAccount(row) : null,
    debtorName: isOut ? null : row.counterparty,
    debtorAccount: isOut ? null : toOtherAccount(row),
    unstructuredRemittanceInformation: message,
    unstructuredRemittanceInformationArray: [message],
    structuredRemittanceInformation: null,
    structuredRemittanceInformationArray: [],
    purposeCode: null,
    bankTransactionCode: null,
    proprietaryBankTransactionCode: kindTexts[row.kind],
    additionalInformation: null,
  }
}

function toOtherAccount({ counterpartyAccount, currency }: WorldTransaction) {
  if (counterpartyAccount === null) return null
  const bban = counterpartyAccount
  return { iban: null, bban, pan: null, maskedPan: null, msisdn: null, currency }
}
