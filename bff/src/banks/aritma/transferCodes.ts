import type { TransferRefusal } from '@skrin/shared/transferOrders/transferRefusals'

/**
 * Aritma shows `AC03` as the sample of a code and lists none: these are of the external status reasons of ISO 20022, those
 * that can befall a transfer between two accounts in kroner. What is not here is `unexplained`.
 */
const refusals: ReadonlyMap<string, TransferRefusal> = new Map([
  // the accounts
  ['AC01', 'to_number_invalid'],
  ['AC02', 'from_number_invalid'],
  ['AC03', 'to_number_invalid'],
  ['AC04', 'account_closed'],
  ['AC05', 'account_closed'],
  ['AC06', 'from_blocked'],
  ['AC07', 'to_closed'],
  ['AC12', 'from_not_for_payments'],
  ['AC13', 'from_not_for_payments'],
  ['AC14', 'to_cannot_receive'],
  ['AG01', 'from_not_for_payments'],
  ['AG03', 'from_not_for_payments'],
  ['AG08', 'not_authorized'],
  ['AG12', 'to_not_allowed'],
  // the amount
  ['AM01', 'amount_invalid'],
  ['AM02', 'amount_limit'],
  ['AM04', 'insufficient_funds'],
  ['AM06', 'amount_invalid'],
  ['AM09', 'amount_invalid'],
  ['AM12', 'amount_invalid'],
  ['AM13', 'amount_limit'],
  ['AM14', 'amount_limit'],
  ['AM21', 'amount_limit'],
  // the currency
  ['AC09', 'currency_invalid'],
  ['AC10', 'currency_invalid'],
  ['AC11', 'currency_invalid'],
  ['AM03', 'currency_invalid'],
  ['AM11', 'currency_invalid'],
  // the day and the message
  ['CH03', 'date_invalid'],
  ['CH04', 'date_invalid'],
  ['DT01', 'date_invalid'],
  ['DT04', 'date_invalid'],
  ['TM01', 'date_invalid'],
  ['RR07', 'message_invalid'],
  // the approval
  ['CUST', 'approval_refused'],
  ['DS02', 'cancelled'],
  ['DS0G', 'not_authorized'],
  ['DS0H', 'not_authorized'],
  ['DS24', 'approval_expired'],
  ['NOAS', 'approval_expired'],
])

/** The first code that has a meaning here. */
export function toReason(codes: readonly { readonly code: string }[]): TransferRefusal {
  const [reason] = codes.flatMap(({ code }) => refusals.get(code.toUpperCase()) ?? [])
  return reason ?? 'unexplained'
}
