import * as v from 'valibot'

const body = v.object({
  fromAccountId: v.string(),
  toAccountId: v.string(),
  message: v.string(),
  amount: v.number(),
})

export interface ReadTransfer {
  readonly fromAccountId: string
  readonly toAccountId: string
  readonly message: string
  readonly amountMinor: number
}

/** Digits, Latin letters, space and these signs; which letters exactly is not documented. */
const messagePattern = /^[0-9\p{Script=Latin} ,;.:!\-/()?]{1,30}$/u

/** The documented rules. A text: what is wrong. */
export function readTransfer(sent: unknown): ReadTransfer | string {
  const { success, output } = v.safeParse(body, sent)
  if (!success) return 'The request is not valid.'
  const amountMinor = toMinor(output.amount)
  if (amountMinor === null) return 'The amount must be at least 1.00 and have at most two decimals.'
  if (!messagePattern.test(output.message))
    return 'The message must have 1 to 30 characters of those that are allowed.'
  const { fromAccountId, toAccountId, message } = output
  return { fromAccountId, toAccountId, message, amountMinor }
}

function toMinor(amount: number): number | null {
  const [, whole = '', fraction = ''] = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec(String(amount)) ?? []
  return amount < 1 || whole === '' ? null : Number(`${whole}${fraction.padEnd(2, '0')}`)
}
