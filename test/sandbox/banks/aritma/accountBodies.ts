import { createHash } from 'node:crypto'
import type { LocalDate } from '@skrin/shared/brand'
import { moneyFromMinor, parseCurrency, toDecimal } from '@skrin/shared/money'
import type { World, WorldAccount } from '../../world/world.ts'

export function toAmount(minor: number, currency: string) {
  return { currency, amount: toDecimal(moneyFromMinor(minor, parseCurrency(currency))) }
}

/** 32 hex digits, others under each consent. */
export function accountIdOf(account: WorldAccount, consentId: string): string {
  return createHash('sha256').update(`${consentId}/${account.id}`).digest('hex').slice(0, 32)
}

export interface AccountContext {
  readonly world: World
  readonly today: LocalDate
  readonly consentId: string
  readonly withBalance: boolean
}

/** A loan comes without IBAN, currency and balance: the bank behind decides, and the balance has to be asked for. */
export function toAccountBody(account: WorldAccount, context: AccountContext) {
  const isLoan = account.kind === 'loan'
  return {
    id: accountIdOf(account, context.consentId),
    bic: account.bic,
    iban: isLoan ? null : account.iban,
    bban: account.number,
    name: account.product,
    displayName: account.name,
    ...(!isLoan && { currency: account.currency }),
    accountStatus: account.closed ? 'Closed' : 'Active',
    ...(context.withBalance && !isLoan && { balances: toBalances(account, context) }),
  }
}

export function toBalances(account: WorldAccount, { world, today }: AccountContext) {
  const { bookedMinor, availableMinor, pendingMinor } = world.balanceOf(account.id, today)
  const balance = (balanceType: string, minor: number) => ({
    balanceType,
    balanceAmount: toAmount(minor, account.currency),
    referenceDate: `${today}T00:00:00Z`,
  })
  return [
    balance('expected', bookedMinor + pendingMinor),
    balance('interimBooked', bookedMinor),
    ...(account.kind === 'loan' ? [] : [balance('interimAvailable', availableMinor)]),
  ]
}
