import type { TransferRefusal } from '@skrin/shared/transferOrders/transferRefusals'

/**
 * Message codes of the Berlin Group's NextGenPSD2 framework (1.3, 14.11), which SEB's problems and messages carry, as far as
 * they can come with a payment. Those that only call a request malformed are left out: they name no reason to a person.
 */
export const paymentCodes: ReadonlyMap<string, TransferRefusal> = new Map([
  ['EXECUTION_DATE_INVALID', 'date_invalid'],
  ['PAYMENT_FAILED', 'not_completed'],
  ['PRODUCT_INVALID', 'from_not_for_payments'],
  ['PRODUCT_UNKNOWN', 'from_not_for_payments'],
  // SEB's own sample of it: "Debit account not found".
  ['RESOURCE_UNKNOWN', 'from_no_access'],
  ['RESOURCE_BLOCKED', 'payment_changed'],
  ['RESOURCE_EXPIRED', 'approval_expired'],
  ['STATUS_INVALID', 'payment_changed'],
  ['SERVICE_BLOCKED', 'not_authorized'],
  ['ROLE_INVALID', 'not_authorized'],
  ['CERTIFICATE_INVALID', 'not_authorized'],
  ['CERTIFICATE_EXPIRED', 'not_authorized'],
  ['CERTIFICATE_BLOCKED', 'not_authorized'],
  ['CERTIFICATE_REVOKED', 'not_authorized'],
  ['CERTIFICATE_MISSING', 'not_authorized'],
])

/** `ALREADY_IN_PROGRESS` is SEB's own; then the framework's, and BankID's (relying party API 6.0) as capitals. */
export const signingCodes: ReadonlyMap<string, TransferRefusal> = new Map([
  ['ALREADY_IN_PROGRESS', 'approval_in_progress'],
  ['SCA_METHOD_UNKNOWN', 'approval_failed'],
  ['SCA_INVALID', 'approval_failed'],
  ['PSU_CREDENTIALS_INVALID', 'approval_failed'],
  ['STATUS_INVALID', 'payment_changed'],
  ['RESOURCE_UNKNOWN', 'payment_changed'],
  ['RESOURCE_BLOCKED', 'payment_changed'],
  ['RESOURCE_EXPIRED', 'approval_expired'],
  ['USER_CANCEL', 'approval_refused'],
  ['USER_DECLINED_CALL', 'approval_refused'],
  // Another order of the same person came in between.
  ['CANCELLED', 'approval_in_progress'],
  ['EXPIRED_TRANSACTION', 'approval_expired'],
  ['START_FAILED', 'approval_expired'],
  ['SEB_TIMEOUT', 'approval_expired'],
  ['CERTIFICATE_ERR', 'approval_failed'],
  ['NOT_SUPPORTED_BY_USER_APP', 'approval_failed'],
  ['TRANSACTION_RISK_BLOCKED', 'approval_failed'],
])

/** The first that is known; a code in BankID's own writing, `userCancel`, is the same as `USER_CANCEL`. */
export function findRefusal(
  known: ReadonlyMap<string, TransferRefusal>,
  codes: readonly string[],
): TransferRefusal | undefined {
  return codes.flatMap((code) => known.get(toCapitals(code)) ?? [])[0]
}

/** Not about the payment: access has ended, or never was one to payments. */
export function isAboutAccess(code: string): boolean {
  return code.startsWith('CONSENT_') || code.startsWith('TOKEN_')
}

function toCapitals(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()
}
