import { localDateIn, toLocalDate } from '@skrin/shared/dates'
import type { LocalDate } from '@skrin/shared/brand'
import { moneyFromDecimal, parseCurrency } from '@skrin/shared/money'
import * as v from 'valibot'
import { toAmount } from './accountBodies.ts'
import { ZONE } from './parts.ts'
import type { AritmaParts } from './parts.ts'
import type { Payment } from './payments.ts'

const text = v.nullish(v.string(), null)
const reference = v.object({ iban: text, bban: text, currency: text })
export type AccountReference = v.InferOutput<typeof reference>

/** One line is enough for a transfer: that more are refused is this sandbox's choice. */
export const paymentBody = v.object({
  debtorAccount: reference,
  requestedExecutionDate: v.nullish(v.pipe(v.string(), v.isoDate()), null),
  paymentLines: v.tuple([
    v.object({
      instructedAmount: v.object({
        currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
        amount: v.pipe(v.string(), v.regex(/^\d{1,15}(\.\d{1,2})?$/)),
      }),
      creditorAccount: reference,
      unstructuredRemittanceInformation: text,
    }),
  ]),
})

export interface WantedPayment {
  readonly debtor: AccountReference
  readonly creditor: AccountReference
  readonly amountMinor: number
  readonly currency: string
  readonly day: LocalDate
  readonly message: string | null
}

/** The words of what is wrong, or what is wanted. */
export function readPayment(body: unknown, now: number): WantedPayment | string {
  const parsed = v.safeParse(paymentBody, body)
  if (!parsed.success) return `${v.getDotPath(parsed.issues[0]) ?? 'body'} is not valid`
  const { debtorAccount, requestedExecutionDate, paymentLines } = parsed.output
  const [{ instructedAmount, creditorAccount, unstructuredRemittanceInformation }] = paymentLines
  const { amount, currency } = instructedAmount
  const today = localDateIn(ZONE, now)
  return {
    debtor: debtorAccount,
    creditor: creditorAccount,
    amountMinor: moneyFromDecimal(amount, parseCurrency(currency)).minor,
    currency,
    day: toLocalDate(requestedExecutionDate ?? '') ?? today,
    message: unstructuredRemittanceInformation,
  }
}

/** As information and as the answer to creating: that this one has it all is this sandbox's choice. */
export function toPaymentBody({ payments, switches, kit }: AritmaParts, found: Payment) {
  const { status, code } = payments.poll(found)
  const counts = {
    requiredAuthorizations: found.required,
    remainingAuthorizations: found.required - found.given,
  }
  return {
    paymentId: found.id,
    transactionStatus: switches.upperCaseStatus ? status.toUpperCase() : status,
    tppMessage: code === null ? [] : [{ category: 'error', code, message: null }],
    requestedExecutionDate: `${found.day}T00:00:00Z`,
    instructedAmount: toAmount(found.amountMinor, found.currency),
    ...(switches.countsApprovals && counts),
    _links: { self: { href: `${kit.origin}/api/bulk-payments/creditTransfer/${found.id}` } },
  }
}
