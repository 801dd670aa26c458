import * as v from 'valibot'

/** Why a bank does not move money, whatever it calls it; the interface has a sentence for each, in each language. */
export const transferRefusals = [
  // the accounts
  'from_number_invalid',
  'to_number_invalid',
  'same_account',
  'from_no_access',
  'to_no_access',
  'from_not_allowed',
  'to_not_allowed',
  'from_blocked',
  'from_not_for_payments',
  'to_unknown',
  'to_cannot_receive',
  'to_closed',
  'account_closed',
  'no_admission',
  'not_authorized',
  'iban_required',
  'to_needs_reference',
  'card_cannot_receive',
  'card_not_found',
  // the amount
  'amount_invalid',
  'insufficient_funds',
  'amount_limit',
  'period_limit',
  'currency_invalid',
  // the day and the message
  'date_invalid',
  'message_invalid',
  // home savings (BSU)
  'bsu_yearly_limit',
  'bsu_total_limit',
  'bsu_pending',
  'bsu_today_only',
  // the approval
  'approval_refused',
  'approval_failed',
  'approval_expired',
  'approval_in_progress',
  'cancelled',
  // the bank
  'payment_changed',
  'not_completed',
  /** It said no without a reason that it documents. */
  'unexplained',
] as const

export const transferRefusal = v.picklist(transferRefusals)
export type TransferRefusal = v.InferOutput<typeof transferRefusal>
