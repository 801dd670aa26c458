import { addDays, localDateIn } from '@skrin/shared/dates'
import type { WorldAccount } from '../../world/world.ts'
import { BANK, ZONE } from './parts.ts'
import type { AritmaParts } from './parts.ts'
import type { AccountReference, WantedPayment } from './paymentBodies.ts'

const LONGEST_MESSAGE = 140
const DAYS_AHEAD = 365

export interface PaymentEnds {
  readonly from: WorldAccount | undefined
  readonly to: WorldAccount | undefined
}

/** `own`: what the consent opens. The creditor may be anybody at the banks behind. */
export function findEnds(
  { kit }: AritmaParts,
  wanted: WantedPayment,
  own: readonly WorldAccount[],
): PaymentEnds {
  const all = kit.world.people.flatMap(({ id }) => kit.world.accountsOf(id, BANK))
  return { from: findOne(own, wanted.debtor), to: findOne(all, wanted.creditor) }
}

function findOne(
  accounts: readonly WorldAccount[],
  { iban, bban }: AccountReference,
): WorldAccount | undefined {
  if (iban === null && bban === null) return undefined
  return accounts.find(
    (one) => (iban ?? one.iban) === one.iban && (bban ?? one.number) === one.number,
  )
}

/** The bank's no, in a code of ISO 20022; null: it takes the payment. Cover is looked at on the day. */
export function findRefusal(
  { kit }: AritmaParts,
  wanted: WantedPayment,
  { from, to }: PaymentEnds,
): string | null {
  const today = localDateIn(ZONE, kit.now())
  if (!from) return 'AC02'
  if (!to || to === from) return 'AC03'
  if (from.closed) return 'AC05'
  if (to.closed) return 'AC07'
  if (from.kind === 'loan') return 'AC13'
  if (wanted.amountMinor <= 0) return 'AM01'
  if (from.currency !== to.currency || from.currency !== wanted.currency) return 'AM03'
  if (wanted.day < today) return 'CH04'
  if (wanted.day > addDays(today, DAYS_AHEAD)) return 'CH03'
  return (wanted.message ?? '').length > LONGEST_MESSAGE ? 'RR07' : null
}
