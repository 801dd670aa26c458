/** Every code that the portal's OpenAPI file of January 2026 gives the transfer calls, by status. */
const codes = {
  400: [
    'from.account.number.invalid.format',
    'to.account.number.invalid.format',
    'accounts.not.different',
    'message.length.invalid',
    'amount.invalid',
    'due.date.invalid',
    'from.account.no.access',
    'from.account.not.valid.for.transfer',
    'to.account.no.access',
    'to.account.not.valid.for.transfer',
    'account.not.valid.for.domestic.payment',
  ],
  403: [
    'insufficient.funds',
    'account.no.admission',
    'not.authorized.for.operation',
    'to.account.unknown',
    'from.account.blocked',
    'bsu.yearly.amount.limit.exceeded',
    'bsu.total.amount.limit.exceeded',
    'bsu.account.pending.creation',
    'to.account.cannot.receive.transfers',
    'debit.or.credit.account.is.closed',
    'illegal.payment.status.update',
    'to.account.closed',
    'due.date.must.be.today.when.transferring.from.bsu',
    'transfer.to.creditor.that.requires.kid.is.not.supported',
    'iban.required',
    'transaction.amount.limit.exceeded',
    'periodic.amount.limit.exceeded',
    'credit.card.account.does.not.support.transfer.to',
    'no.credit.card.account.found',
  ],
  500: [
    'general.error',
    'general.error.transfer.not.completed',
    'missing.or.invalid.account.currency',
  ],
} as const

export type TransferCode = (typeof codes)[keyof typeof codes][number]

const statuses = new Map<string, number>(
  Object.entries(codes).flatMap(([status, list]) =>
    list.map((code) => [code, Number(status)] as const),
  ),
)

export const documentedCodes: readonly string[] = [...statuses.keys()]

/** 400 for a code that is not documented: a test may want one. */
export function statusOf(code: string): number {
  return statuses.get(code) ?? 400
}
