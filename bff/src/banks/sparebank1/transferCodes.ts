import type { TransferWarning } from '@skrin/shared/api/transferOrders'
import type { TransferRefusal } from '@skrin/shared/transferOrders/transferRefusals'

/**
 * The codes of both transfer calls in the portal's OpenAPI file of January 2026. `general.error` is documented too but is not
 * here: it does not say whether the money moved.
 */
export const refusals: ReadonlyMap<string, TransferRefusal> = new Map([
  // 400
  ['from.account.number.invalid.format', 'from_number_invalid'],
  ['to.account.number.invalid.format', 'to_number_invalid'],
  ['accounts.not.different', 'same_account'],
  ['message.length.invalid', 'message_invalid'],
  ['amount.invalid', 'amount_invalid'],
  ['due.date.invalid', 'date_invalid'],
  ['from.account.no.access', 'from_no_access'],
  ['from.account.not.valid.for.transfer', 'from_not_allowed'],
  ['to.account.no.access', 'to_no_access'],
  ['to.account.not.valid.for.transfer', 'to_not_allowed'],
  ['account.not.valid.for.domestic.payment', 'from_not_for_payments'],
  // 403
  ['insufficient.funds', 'insufficient_funds'],
  ['account.no.admission', 'no_admission'],
  ['not.authorized.for.operation', 'not_authorized'],
  ['to.account.unknown', 'to_unknown'],
  ['from.account.blocked', 'from_blocked'],
  ['bsu.yearly.amount.limit.exceeded', 'bsu_yearly_limit'],
  ['bsu.total.amount.limit.exceeded', 'bsu_total_limit'],
  ['bsu.account.pending.creation', 'bsu_pending'],
  ['to.account.cannot.receive.transfers', 'to_cannot_receive'],
  ['debit.or.credit.account.is.closed', 'account_closed'],
  ['illegal.payment.status.update', 'payment_changed'],
  ['to.account.closed', 'to_closed'],
  ['due.date.must.be.today.when.transferring.from.bsu', 'bsu_today_only'],
  ['transfer.to.creditor.that.requires.kid.is.not.supported', 'to_needs_reference'],
  ['iban.required', 'iban_required'],
  ['transaction.amount.limit.exceeded', 'amount_limit'],
  ['periodic.amount.limit.exceeded', 'period_limit'],
  ['credit.card.account.does.not.support.transfer.to', 'card_cannot_receive'],
  ['no.credit.card.account.found', 'card_not_found'],
  // 500
  ['general.error.transfer.not.completed', 'not_completed'],
  ['missing.or.invalid.account.currency', 'currency_invalid'],
])

/** What the bank may add to a transfer that it takes. */
export const warnings: ReadonlyMap<string, TransferWarning> = new Map([
  ['DUPLICATE_PAYMENT_EXISTS', 'duplicate'],
  ['CUTOFF_TIME_HAS_PASSED', 'cutoff_passed'],
  ['DUE_DATE_IN_THE_PAST_MOVED_TO_NEXT_VALID_DATE', 'date_passed'],
  ['DUE_DATE_MOVED_SINCE_BANK_IS_CLOSED_ON_REQUESTED_DATE', 'bank_closed'],
])

/** Those after which it is carried out on a later day than wished; one that is not documented is read by its words. */
export function isMoved(warning: string): boolean {
  return warning === 'CUTOFF_TIME_HAS_PASSED' || /MOVED/.test(warning)
}
