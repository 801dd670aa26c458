import type { Money } from '@skrin/shared/money'
import { addMoney, negate } from '@skrin/shared/money'

interface CardFigures {
  readonly balance: Money
  readonly available: Money | null
  readonly limit: Money | null
}

/**
 * A card's balance, negative when money is owed. How the bank writes it is documented nowhere, so it is worked out:
 * what is available is the limit, less what is owed, less what is reserved. The sign that leaves the smaller remainder
 * for reservations is the right one. Where that cannot tell, a negative figure is a debt, and a positive one could be
 * a debt as well as money to one's credit: null, rather than a guess. The setting CARD_BALANCE overrules all this.
 */
export function toCardBalance(figures: CardFigures, rule: string | undefined): Money | null {
  const { balance, available, limit } = figures
  if (rule === 'positive-is-owed') return negate(balance)
  if (rule === 'negative-is-owed' || balance.minor === 0) return balance
  if (available && limit) {
    const remainder = (signed: Money) =>
      Math.abs(addMoney(addMoney(limit, signed), negate(available)).minor)
    const asSent = remainder(balance)
    const turned = remainder(negate(balance))
    if (asSent !== turned) return asSent < turned ? balance : negate(balance)
  }
  return balance.minor < 0 ? balance : null
}
