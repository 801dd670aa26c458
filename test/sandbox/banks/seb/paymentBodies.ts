import type { World } from '../../world/world.ts'
import { OWN_TRANSFERS } from './payments.ts'
import type { Payment, Payments } from './payments.ts'

export const scaMethods = [
  {
    authenticationType: 'PHOTO_OTP',
    authenticationMethodId: 'bankIdQr',
    name: 'Mobilt BankId with QR-code',
    explanation: 'Mobilt BankId with QR-code scanning',
  },
  {
    authenticationType: 'PUSH_OTP',
    authenticationMethodId: 'bankIdSameDevice',
    name: 'BankId on the same device',
    explanation: 'BankId that is opened by a link',
  },
] as const

export function toAmountText(minor: number): string {
  const digits = String(minor).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** What was posted, with the day that SEB made of it. */
export function toPaymentBody(payment: Payment, world: World) {
  const ibanOf = (id: string) =>
    world.accountsOf(payment.person, 'seb').find((account) => account.id === id)?.iban
  return {
    instructedAmount: { currency: 'SEK', amount: toAmountText(payment.amountMinor) },
    debtorAccount: { iban: ibanOf(payment.from) },
    creditorAccount: { iban: ibanOf(payment.to) },
    ...(payment.message !== null && { debtorAccountMessage: payment.message }),
    requestedExecutionDate: payment.day,
    _links: { status: { href: `/payments/${OWN_TRANSFERS}/${payment.id}/status` } },
  }
}

export function toStatusBody(payment: Payment, payments: Payments) {
  const transactionStatus = payments.statusOf(payment)
  const canBeSigned = payments.canBeSigned(payment)
  return {
    paymentId: payment.id,
    transactionStatus,
    ...(canBeSigned && { scaMethods }),
    tppMessages: transactionStatus === 'RJCT' ? [toRejection(payment)] : [],
    _links: canBeSigned
      ? { startAuthorisationWithAuthenticationMethodSelection: { href: '/signing-orders' } }
      : {},
  }
}

/** Not covered on its day is all that the world itself refuses; the framework has no code for it. */
function toRejection({ rejection }: Payment) {
  return {
    category: 'ERROR',
    code: rejection ?? 'PAYMENT_FAILED',
    text: 'The payment could not be carried out',
  }
}
